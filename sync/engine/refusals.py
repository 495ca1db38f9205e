"""What a refused append means: try again later, look for another past, or let it be."""

from __future__ import annotations

from sync.protocol.errors import ErrorCode

WORTH_ANOTHER_TRY = {
    ErrorCode.RATE_LIMITED,
    ErrorCode.QUOTA,
    ErrorCode.TOO_SLOW,
    ErrorCode.STORAGE,
    ErrorCode.DRAINING,
    ErrorCode.INTERNAL,
    ErrorCode.LOG_BEHIND,
    ErrorCode.COUNTER_GAP,
    ErrorCode.NOT_JOINED,
    ErrorCode.UNKNOWN_DOCUMENT,
}
"""The same envelope may be taken later."""

OTHER_PAST = (ErrorCode.COUNTER_FORK, ErrorCode.WRONG_PREVIOUS)
"""The other side has another envelope of that chain: whoever sees both can prove a fork."""


def means_nothing(code: int, *, live: bool) -> bool:
    """Tell whether a refusal that names no request leaves a room as it is.

    In a live room that is one of a signal to somebody who is not there (any more), and before that one of what was sent before joining again.
    """
    return code == (ErrorCode.UNKNOWN_DEVICE if live else ErrorCode.NOT_JOINED)
