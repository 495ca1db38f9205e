from __future__ import annotations

from relay_server.domain.rooms import RoomKey, Snapshot
from relay_server.ports.unit_of_work import Transactions

KEY = RoomKey("a" * 32, "b" * 32)
WHOLE = Snapshot(b"h" * 32, 5, 300)


def test_parts_are_stored_counted_and_read(transactions: Transactions) -> None:
    """RLY-35."""
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        assert unit.snapshots.begin(number, WHOLE, KEY.workspace, 1) == 0
        unit.snapshots.add_part(number, WHOLE.hash, 0, bytes(100))
        unit.snapshots.add_part(number, WHOLE.hash, 100, b"x" * 50)
        assert unit.snapshots.begin(number, WHOLE, KEY.workspace, 1) == 150
        assert unit.usage.of(KEY.workspace) == 300
        assert unit.snapshots.parts(number, WHOLE.hash, 0, 1) == [(0, bytes(100))]
        assert unit.snapshots.parts(number, WHOLE.hash, 100, 9) == [(100, b"x" * 50)]


def test_what_was_begun_and_not_finished_goes(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        done = Snapshot(b"d" * 32, 5, 20)
        for snapshot in (WHOLE, done):
            unit.snapshots.begin(number, snapshot, KEY.workspace, 1)
            unit.snapshots.add_part(number, snapshot.hash, 0, bytes(20))
        unit.snapshots.complete(number, done.hash, 2)
        assert unit.snapshots.prune_unfinished(1) == 0
        assert unit.snapshots.prune_unfinished(2) == 1
        assert unit.snapshots.parts(number, WHOLE.hash, 0, 9) == []
        assert unit.snapshots.parts(number, done.hash, 0, 9) == [(0, bytes(20))]
        assert unit.usage.of(KEY.workspace) == 20
        unit.snapshots.discard(number, b"?" * 32)
