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


def test_the_newest_whole_one_of_each_room_is_found(transactions: Transactions) -> None:
    with transactions.write() as unit:
        numbers = [unit.rooms.create(RoomKey("a" * 32, document * 32), 5) for document in "bcd"]
        made = [Snapshot(bytes([upto]) * 32, upto, 20) for upto in (3, 9, 7)]
        for snapshot in made:
            unit.snapshots.begin(numbers[0], snapshot, KEY.workspace, 1)
        for snapshot in (made[0], made[2]):
            unit.snapshots.complete(numbers[0], snapshot.hash, 2)
        unit.snapshots.begin(numbers[1], WHOLE, KEY.workspace, 1)
        unit.snapshots.complete(numbers[1], WHOLE.hash, 2)
    with transactions.read() as unit:
        assert unit.snapshots.newest(numbers) == {numbers[0]: made[2], numbers[1]: WHOLE}
        assert unit.snapshots.newest([]) == {}
