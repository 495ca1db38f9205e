"""What a refused append means."""

from __future__ import annotations

from sync.engine.refusals import OTHER_PAST, WORTH_ANOTHER_TRY
from sync.protocol.errors import ErrorCode


def test_eng22_what_the_log_forbids_is_not_tried_again() -> None:
    """ENG-22, ENG-54."""
    for code in (ErrorCode.ROLE, ErrorCode.CUT, ErrorCode.EPOCH, ErrorCode.BAD_SIGNATURE, *OTHER_PAST):
        assert code not in WORTH_ANOTHER_TRY
    assert {ErrorCode.DRAINING, ErrorCode.STORAGE, ErrorCode.COUNTER_GAP} <= WORTH_ANOTHER_TRY
