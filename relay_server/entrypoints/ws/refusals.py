"""What the use cases of HTTP refuse, in the codes of the socket."""

from __future__ import annotations

from relay_server.errors import (
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    Overloaded,
    RateLimited,
    Refusal,
    StepUpRequired,
    TooLarge,
    Unauthenticated,
)
from sync.protocol.errors import ErrorCode

_CODES: dict[str, ErrorCode] = {
    "no_such_workspace": ErrorCode.UNKNOWN_WORKSPACE,
    "no_such_operation": ErrorCode.LOG_BEHIND,
    "quota": ErrorCode.QUOTA,
    "too_many_workspaces": ErrorCode.TOO_MANY,
    "wrong_device": ErrorCode.UNKNOWN_DEVICE,
}
_KINDS: dict[type[Refusal], ErrorCode] = {
    InvalidRequest: ErrorCode.MALFORMED,
    Unauthenticated: ErrorCode.SESSION_ENDED,
    Forbidden: ErrorCode.ROLE,
    StepUpRequired: ErrorCode.STEP_UP,
    NotFound: ErrorCode.UNKNOWN_WORKSPACE,
    Conflict: ErrorCode.ALREADY_EXISTS,
    TooLarge: ErrorCode.TOO_LARGE,
    RateLimited: ErrorCode.RATE_LIMITED,
    Overloaded: ErrorCode.RATE_LIMITED,
}


def frame_code(refusal: Refusal) -> ErrorCode:
    """Return the code of a failure frame for a refusal."""
    return _CODES.get(refusal.code) or _KINDS[type(refusal)]


def frame_detail(refusal: Refusal) -> str:
    """Return the words of a failure frame: for a step-up the proofs that count, in one word each."""
    return " ".join(refusal.methods) if isinstance(refusal, StepUpRequired) else refusal.detail
