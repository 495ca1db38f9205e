from __future__ import annotations

from relay_server.adapters.sql.repositories.log_tail import records_of, room_bytes, tail_row
from relay_server.domain.rooms import RoomCommit
from tests.support.logged import CHAIN, OTHER, logged


def test_a_commit_is_taken_apart_again() -> None:
    """RLY-24."""
    here = [logged(CHAIN, counter, counter, 30_000) for counter in range(1, 4)]
    there = [logged(OTHER, 1, 9)]
    rooms, records = tail_row([RoomCommit(3, "w", here), RoomCommit(1 << 40, "v", there)])
    assert rooms == room_bytes(3) + room_bytes(1 << 40)
    assert list(records_of(records)) == [
        (3, 2, here[0].item + here[1].item),
        (3, 3, here[2].item),
        (1 << 40, 9, there[0].item),
    ]
