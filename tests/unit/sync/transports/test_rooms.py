"""What is joined again after a new connection."""

from __future__ import annotations

from sync.protocol.frames import Batch, EphemeralItem, Joined, JoinedChain, StoredEnvelope
from sync.transports.rooms import Rooms

SPACE, PLAN, NOTE = "aa" * 16, "bb" * 16, "cc" * 16
CHAINS = (JoinedChain("dd" * 16, "ee" * 8, 3),)


def test_tra12_a_room_goes_on_after_what_was_received() -> None:
    """TRA-12."""
    rooms = Rooms()
    assert rooms.enter(SPACE, PLAN, CHAINS).since == 0
    rooms.enter(SPACE, NOTE, ())
    rooms.received(Batch(PLAN, (StoredEnvelope(7, b"x"), EphemeralItem("dd" * 16, b"y"), StoredEnvelope(6, b"z"))))
    rooms.received(Batch(PLAN, (StoredEnvelope(5, b"old"),)))
    rooms.received(Joined(NOTE, 9, 1))
    assert [(join.document, join.since) for join in rooms.again()] == [(PLAN, 7), (NOTE, 0)]
    assert rooms.again()[0].chains == CHAINS


def test_tra12_what_was_not_kept_is_asked_for_by_chains() -> None:
    """TRA-12."""
    rooms = Rooms()
    rooms.enter(SPACE, PLAN, CHAINS)
    rooms.received(Batch(PLAN, (StoredEnvelope(7, b"x"),)))
    rooms.forget_place(PLAN)
    assert rooms.again()[0].since == 0


def test_a_room_that_was_left_is_not_joined_again() -> None:
    rooms = Rooms()
    rooms.enter(SPACE, PLAN, ())
    assert rooms.leave(PLAN).document == PLAN
    rooms.received(Batch(PLAN, (StoredEnvelope(7, b"x"),)))
    assert rooms.again() == []
