from __future__ import annotations

from pathlib import Path

from sqlalchemy import Table, func, select

from relay_server.adapters.sql.repositories.embedded_rooms import EmbeddedRooms
from relay_server.adapters.sql.tables.documents import LOG_TAIL, ROOM_CHAIN, ROOM_ENVELOPE, ROOM_ROW
from relay_server.adapters.sql.unit_of_work import SqlTransactions, SqlUnitOfWork
from relay_server.domain.rooms import ROW_BYTES, RoomCommit, RoomKey
from tests.support.logged import CHAIN, KEY, OTHER, commit, logged
from tests.support.relay_databases import embedded_engine, embedded_transactions


def count(unit: SqlUnitOfWork, table: Table) -> int:
    """Return how many rows a table has."""
    return int(unit.rooms._connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_commit_touches_the_tail_alone_until_it_is_put_in_order(tmp_path: Path) -> None:
    with embedded_transactions(tmp_path) as transactions:
        with transactions.write() as unit:
            assert isinstance(unit.rooms, EmbeddedRooms)
            number = unit.rooms.create(KEY, 5)
            for counter in range(1, 51):
                unit.rooms.commit([commit(number, logged(CHAIN, counter, counter, 3_000))])
            assert [count(unit, one) for one in (ROOM_ROW, ROOM_ENVELOPE, ROOM_CHAIN, LOG_TAIL)] == [0, 0, 0, 50]
        with transactions.write() as unit:
            unit.rooms.put_in_order()
            # Short rows are joined to rows of a readable size, and the index has the end of each chain in each of them.
            assert [count(unit, one) for one in (ROOM_ROW, ROOM_ENVELOPE, ROOM_CHAIN, LOG_TAIL)] == [3, 3, 1, 0]
            assert all(len(items) <= ROW_BYTES for _, items in unit.rooms.read(number, 0, 1 << 20))


def test_what_a_killed_process_left_in_the_tail_is_there(tmp_path: Path) -> None:
    """RLY-30."""
    with embedded_transactions(tmp_path) as transactions, transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1))])
    with embedded_engine(tmp_path) as engine, SqlTransactions(engine).read() as unit:
        assert unit.rooms.load(number).head == 1
        assert [last for last, _ in unit.rooms.read(number, 0, 1)] == [1]


def test_a_removed_workspace_takes_its_part_of_the_tail_with_it(tmp_path: Path) -> None:
    """WSP-8."""
    with embedded_transactions(tmp_path) as transactions, transactions.write() as unit:
        number = unit.rooms.create(KEY, 5)
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1))])
        unit.rooms.delete_workspace(KEY.workspace)
        assert count(unit, LOG_TAIL) == 0


def test_a_commit_of_many_rooms_is_one_row(tmp_path: Path) -> None:
    with embedded_transactions(tmp_path) as transactions, transactions.write() as unit:
        numbers = [unit.rooms.create(RoomKey(KEY.workspace, f"{number:032x}"), 5) for number in range(40)]
        unit.rooms.commit([commit(number, logged(CHAIN, 1, 1), logged(OTHER, 1, 2)) for number in numbers])
        assert count(unit, LOG_TAIL) == 1
        assert unit.rooms.last_numbers(numbers) == dict.fromkeys(numbers, 2)
        assert [unit.rooms.read(number, 0, 1)[0][0] for number in numbers] == [2] * 40


def test_the_tail_of_another_workspace_outlives_a_removed_one(tmp_path: Path) -> None:
    """WSP-8."""
    with embedded_transactions(tmp_path) as transactions, transactions.write() as unit:
        mine, other = unit.rooms.create(KEY, 5), unit.rooms.create(RoomKey("c" * 32, KEY.document), 5)
        kept = RoomCommit(other, "c" * 32, [logged(CHAIN, 1, 1)])
        unit.rooms.commit([commit(mine, logged(CHAIN, 1, 1)), kept])
        unit.rooms.delete_workspace(KEY.workspace)
        assert unit.rooms.load(mine).head == 0
        assert unit.rooms.load(other).head == 1
        assert unit.rooms.locate(other, {(CHAIN, 1)}).keys() == {(CHAIN, 1)}
