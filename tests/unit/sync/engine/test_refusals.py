"""What a refused append means."""

from __future__ import annotations

from sync.engine.refusals import OTHER_PAST, WORTH_ANOTHER_TRY, means_nothing
from sync.protocol.errors import ErrorCode


def test_eng22_what_the_log_forbids_is_not_tried_again() -> None:
    """ENG-22, ENG-54."""
    for code in (ErrorCode.ROLE, ErrorCode.CUT, ErrorCode.EPOCH, ErrorCode.BAD_SIGNATURE, *OTHER_PAST):
        assert code not in WORTH_ANOTHER_TRY
    assert {ErrorCode.DRAINING, ErrorCode.STORAGE, ErrorCode.COUNTER_GAP} <= WORTH_ANOTHER_TRY


def test_eng40_a_room_is_entered_again_after_a_refusal_unless_that_is_of_something_else() -> None:
    """ENG-40: of a signal in a live room, of what was sent before in one that is being joined."""
    assert means_nothing(ErrorCode.UNKNOWN_DEVICE, live=True)
    assert means_nothing(ErrorCode.NOT_JOINED, live=False)
    assert not means_nothing(ErrorCode.NOT_JOINED, live=True)
    assert not means_nothing(ErrorCode.UNKNOWN_DEVICE, live=False)
    assert not any(means_nothing(ErrorCode.STORAGE, live=live) for live in (False, True))
