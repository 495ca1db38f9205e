from __future__ import annotations

import threading

from relay_server.domain.log_row import items_of, seq_of
from relay_server.domain.rooms import ROW_BYTES, HeldRoom, RoomKey, Snapshot
from relay_server.ports.unit_of_work import Transactions
from tests.support.logged import CHAIN, KEY, OTHER, commit, logged

UNKNOWN = (b"x" * 16, b"w" * 8)
PAIR = ((CHAIN, 1), (OTHER, 0))


def test_a_room_is_made_once_and_belongs_to_one_workspace(transactions: Transactions) -> None:
    """RLY-11."""
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        assert unit.rooms.create(KEY, 6) == number
        assert unit.rooms.create(RoomKey("c" * 32, KEY.document), 6) != number
        assert unit.rooms.find(RoomKey("d" * 32, KEY.document)) is None
        stored = unit.rooms.load(number)
        assert (stored.head, stored.chains, stored.snapshot) == (0, {}, None)


def test_what_was_committed_is_read_in_order_and_located(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        other = logged(OTHER, 1, 2)
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1), other)])
        second, third = logged(CHAIN, 2, 3), logged(CHAIN, 3, 4)
        unit.rooms.commit([commit(number, second, third)])
    with transactions.read() as unit:
        rows = unit.rooms.read(number, 0, 1 << 20)
        assert [seq_of(item) for _, items in rows for item in items_of(items)] == [1, 2, 3, 4]
        assert [last for last, _ in unit.rooms.read(number, 2, 1)] == [4]
        assert unit.rooms.read(number, 1, 1)[0] == rows[0]
        assert unit.rooms.read(number, 4, 1) == []
        assert unit.rooms.locate(number, {(CHAIN, 2), (OTHER, 2)}) == {(CHAIN, 2): (3, second.head.hash)}
        assert unit.rooms.load(number).head == 4
        assert unit.rooms.load(number).chains == {
            CHAIN: third.head,
            OTHER: other.head,
        }
        assert unit.rooms.chain_heads(KEY) == {CHAIN: 3, OTHER: 1}
        assert unit.rooms.chain_heads(RoomKey("c" * 32, KEY.document)) == {}
        assert unit.usage.of(KEY.workspace) == sum(len(row) for _, row in rows)


def test_a_long_log_is_read_in_pieces(transactions: Transactions) -> None:
    """RLY-24."""
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        for counter in range(1, 101):
            unit.rooms.commit([commit(number, logged(CHAIN, counter, counter, 5_000))])
    with transactions.read() as unit:
        seen: list[int] = []
        while rows := unit.rooms.read(number, seen[-1] if seen else 0, 100_000):
            assert sum(len(row) for _, row in rows) < 100_000 + ROW_BYTES
            seen.extend(seq_of(item) for _, items in rows for item in items_of(items))
        assert seen == list(range(1, 101))


def test_the_snapshot_that_covers_most_is_the_newest(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        for upto, done in ((5, True), (9, True), (12, False)):
            snapshot = Snapshot(bytes([upto]) * 32, upto, 200)
            unit.snapshots.begin(number, snapshot, KEY.workspace, 1)
            if done:
                unit.snapshots.complete(number, snapshot.hash, 2)
        assert unit.rooms.load(number).snapshot == Snapshot(b"\x09" * 32, 9, 200)


def test_heads_of_some_chains_and_last_numbers(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        empty = unit.rooms.create(RoomKey("c" * 32, KEY.document), 5)
        assert unit.rooms.hold({number: {CHAIN}, empty: set()}) == {number: HeldRoom(0, {}), empty: HeldRoom(0, {})}
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1), logged(OTHER, 1, 2))])
        head = logged(CHAIN, 1, 1).head
        assert head is not None
        assert unit.rooms.hold({number: {CHAIN, UNKNOWN}}) == {number: HeldRoom(2, {CHAIN: head})}
        assert unit.rooms.hold({number: set()}) == {number: HeldRoom(2, {})}
        assert unit.rooms.last_numbers([number, empty]) == {number: 2}


def test_a_room_that_is_held_is_added_to_by_one_after_the_other(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)

    def add(writer: int) -> None:
        for counter in range(1, 11):
            with transactions.write() as unit:
                head = unit.rooms.hold({number: set()})[number].last
                chain = (bytes([writer]) * 16, b"w" * 8)
                unit.rooms.commit([commit(number, logged(chain, counter, head + 1))])

    threads = [threading.Thread(target=add, args=(writer,), daemon=True) for writer in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transactions.read() as unit:
        rows = unit.rooms.read(number, 0, 1 << 20)
        assert [seq_of(item) for _, items in rows for item in items_of(items)] == list(range(1, 41))


def test_the_chains_of_devices_are_found_in_every_room_of_a_workspace(transactions: Transactions) -> None:
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        unit.rooms.commit([commit(number, logged(CHAIN, 3, 1), logged(OTHER, 1, 2))])
        device = CHAIN[0].hex()
        assert unit.rooms.chains_of(KEY.workspace, [device]) == {(KEY.document, device, CHAIN[1].hex()): 3}
        assert unit.rooms.chains_of("c" * 32, [device]) == {}
        assert unit.rooms.chains_of(KEY.workspace, []) == {}


def test_a_removed_workspace_leaves_no_log(transactions: Transactions) -> None:
    """WSP-8."""
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1))])
        unit.rooms.delete_workspace(KEY.workspace)
        assert unit.rooms.find(KEY) is None
        assert unit.usage.of(KEY.workspace) == 0


def test_what_was_put_in_order_is_found_as_before(transactions: Transactions) -> None:
    """RLY-24."""

    def answers() -> list[object]:
        with transactions.write() as unit:
            held = unit.rooms.hold({number: {CHAIN, OTHER}})
        with transactions.read() as unit:
            rows = unit.rooms.read(number, 0, 1 << 20)
            return [
                b"".join(items for _, items in rows),
                rows[-1][0],
                unit.rooms.load(number),
                unit.rooms.locate(number, {(CHAIN, 1), (CHAIN, 2), (CHAIN, 3), (OTHER, 1), (OTHER, 9)}),
                unit.rooms.chains_of(KEY.workspace, [CHAIN[0].hex()]),
                unit.rooms.chain_heads(KEY),
                held,
                unit.rooms.last_numbers([number]),
                unit.usage.of(KEY.workspace),
            ]

    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        unit.rooms.commit(
            [commit(number, logged(CHAIN, 1, 1), logged(OTHER, 1, 2)), commit(number, logged(CHAIN, 2, 3))]
        )
    with transactions.write() as unit:
        unit.rooms.put_in_order()
        unit.rooms.put_in_order()
        unit.rooms.commit([commit(number, logged(CHAIN, 3, 4)), commit(number, logged(OTHER, 2, 5))])
    before = answers()
    with transactions.write() as unit:
        unit.rooms.put_in_order()
    assert answers() == before
    assert before[1] == 5


def test_a_log_is_read_across_what_is_in_order_and_what_is_not(transactions: Transactions) -> None:
    """RLY-24."""
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        for counter in range(1, 101):
            unit.rooms.commit([commit(number, logged(CHAIN, counter, counter, 1_800))])
            if counter == 60:
                unit.rooms.put_in_order()
    with transactions.read() as unit:
        seen: list[int] = []
        while rows := unit.rooms.read(number, seen[-1] if seen else 0, 1):
            seen.extend(seq_of(item) for _, items in rows for item in items_of(items))
        assert seen == list(range(1, 101))
        assert sum(len(items) for _, items in unit.rooms.read(number, 0, 1 << 20)) == unit.usage.of(KEY.workspace)


def test_what_lies_within_a_run_is_located(transactions: Transactions) -> None:
    """RLY-33: also where the index has the last envelope only of those that stand in one row."""
    made = [logged(chain, counter, 2 * counter - first, 400) for counter in range(1, 301) for chain, first in PAIR]
    with transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        for start in range(0, len(made), 100):
            unit.rooms.commit([commit(number, *made[start : start + 100])])
            if start == 300:
                unit.rooms.put_in_order()
        unit.rooms.put_in_order()
    with transactions.read() as unit:
        wanted = {(one.chain, one.head.counter): (one.seq, one.head.hash) for one in made if one.chain and one.head}
        assert unit.rooms.locate(number, wanted) == wanted
        assert unit.rooms.locate(number, {(CHAIN, 301), (UNKNOWN, 1)}) == {}
