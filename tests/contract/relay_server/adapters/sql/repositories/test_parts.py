from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from relay_server.adapters.sql.migrate import _upgrade, migrate
from relay_server.adapters.sql.repositories.parts import TABLES, Quarter, is_part, quarters
from relay_server.adapters.sql.statements import WRITES
from relay_server.adapters.sql.unit_of_work import SqlUnitOfWork
from relay_server.domain.rooms import RoomCommit, RoomKey
from relay_server.errors import StorageError
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from relay_server.service.actor import Actor
from relay_server.service.audit_archive import archive_faults, give_back_space, lines_before, strip_archived
from relay_server.service.housekeeping import sweep
from relay_server.service.ledger import inclusion, newest_head
from relay_server.service.ledger_verify import verify_ledger
from relay_server.service.login import log_in
from relay_server.service.second_factor_check import SecondProof
from tests.support.logged import Logged
from tests.support.postgresql import PostgresServer
from tests.support.relay import CALLER, OWNER, PASSWORD, open_house
from tests.support.relay_databases import server_engine

YEAR_MS = 366 * 86_400_000


def ms(year: int, month: int, day: int = 1) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def old(postgresql: PostgresServer) -> Iterator[Engine]:
    """Return a database as it was before there were parts."""
    with postgresql.database() as url, server_engine(url) as engine:
        with engine.begin() as connection:
            _upgrade(connection, "0008")
        yield engine


def parts_of(connection: Connection, table: str) -> list[str]:
    """Return the names of a table's parts."""
    found = text(
        "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = to_regclass(:table)"
    )
    return sorted(connection.execute(found, {"table": table}).scalars())


def held_in(connection: Connection, table: str) -> set[str]:
    """Return in which parts the rows of a table lie."""
    return set(connection.execute(text(f"SELECT DISTINCT tableoid::regclass::text FROM {table}")).scalars())


def everything(unit: UnitOfWork, now_ms: int) -> list[str]:
    """Make all parts that are missing."""
    made: list[str] = []
    while more := unit.parts.prepare(now_ms):
        made += more
    return made


def test_a_quarter_has_a_name_and_its_neighbours_touch() -> None:
    found = list(quarters(ms(2026, 11, 27)))
    assert found[0] == Quarter("2026q4", ms(2026, 10), ms(2027, 1))
    assert [one.name for one in found] == ["2026q4", "2027q1", "2027q2"]
    assert [one.end_ms for one in found][:-1] == [one.begin_ms for one in found][1:]
    assert is_part("room_row_2026q4")
    assert not is_part("room_row")


def test_the_embedded_database_has_none(transactions: Transactions) -> None:
    with transactions.write() as unit:
        made = everything(unit, ms(2026, 11))
        assert unit.parts.prepare(ms(2026, 11)) == []
        assert bool(made) is (unit._connection.dialect.name == "postgresql")  # type: ignore[attr-defined]


def test_what_there_is_becomes_the_first_part(old: Engine) -> None:
    """Rows stay where they are, and are read as before; what comes now goes where it belongs."""
    with old.begin() as connection:
        connection.execute(text("INSERT INTO room (number, workspace, document, created_ms) VALUES (7, 'w', 'd', 1)"))
        connection.execute(text("INSERT INTO room_row (room, last, items) VALUES (7, 3, 'abc')"))
    migrate(old)
    key = RoomKey("w", "d")
    with old.connect() as raw, raw.execution_options(**{WRITES: True}).begin() as transaction:
        connection = transaction.connection
        unit = SqlUnitOfWork(connection)
        now = connection.execute(text("SELECT (EXTRACT(EPOCH FROM now()) * 1000)::bigint")).scalar_one()
        assert everything(unit, now)
        unit.rooms.commit([RoomCommit(7, "w", [Logged(4, b"more", None, None)])])
        assert unit.rooms.find(key) == 7
        assert unit.rooms.read(7, 0, 1 << 20) == [(3, b"abc"), (4, b"more")]
        assert unit.rooms.hold({7: set()})[7].last == 4
        assert unit.rooms.last_numbers([7, 8]) == {7: 4}
        held = held_in(connection, "room_row")
        assert "room_row_first" in held
        assert len(held) == 2
        assert "room_row_else" not in held


def test_what_came_before_its_part_was_there_is_moved_into_it(old: Engine) -> None:
    migrate(old)
    now, then = ms(2030, 5), ms(2030, 8)
    with old.connect() as raw, raw.execution_options(**{WRITES: True}).begin() as transaction:
        connection = transaction.connection
        connection.execute(text("INSERT INTO room (number, workspace, document, created_ms) VALUES (7, 'w', 'd', 1)"))
        for number, time in enumerate((now, then, then + YEAR_MS), 1):
            row = {"last": number, "time": time}
            connection.execute(
                text("INSERT INTO room_row (room, last, items, stored_ms) VALUES (7, :last, '', :time)"), row
            )
        assert held_in(connection, "room_row") == {"room_row_else"}
        made = everything(SqlUnitOfWork(connection), now)
        assert "room_row_2030q2" in made
        assert held_in(connection, "room_row") == {"room_row_2030q2", "room_row_2030q3", "room_row_else"}
        for table in TABLES:
            assert {f"{table}_{one.name}" for one in quarters(now)} <= set(parts_of(connection, table))


def test_archived_lines_leave_whole_parts_and_every_proof_holds(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str
) -> None:
    """LED-6: on PostgreSQL, where a part that is over is written anew without what was taken out."""
    day = 86_400_000
    with postgresql.database(postgresql_template) as url, open_house(tmp_path, database_url=url) as house:
        house.clock.now = now = time.time_ns() // 1_000_000
        house.owner()
        for days in (1, 100, 300, 310):
            house.clock.now = now + days * day
            sweep(house.env)
            log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
        witness = newest_head(house.env)
        before = now + 200 * day
        count, lines = lines_before(house.env, before)
        assert 0 < count < witness.head.size
        strip_archived(house.env, Actor("cli", CALLER), count)
        assert give_back_space(house.env, before) >= 1
        assert verify_ledger(house.env, witness).faults == ()
        assert list(archive_faults(house.env, lines)) == []
        with house.env.transactions.read() as unit:
            first, last = unit.ledger.get(0), unit.ledger.get(witness.head.size - 1)
        assert first is not None
        assert first.leaf.details is None
        assert last is not None
        assert last.leaf.details is not None
        assert inclusion(house.env, 0).leaf == first.leaf.hash


def test_who_writes_meanwhile_is_not_refused(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str
) -> None:
    """A row may be on its way to where it does not belong any more once its part is made."""
    with postgresql.database(postgresql_template) as url, open_house(tmp_path, database_url=url) as house:
        house.clock.now = ms(2040, 1)
        house.owner()
        end, failed = threading.Event(), []

        def write() -> None:
            while not end.is_set():
                try:
                    log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
                except StorageError as error:
                    failed.append(str(error))

        writers = [threading.Thread(target=write, daemon=True) for _ in range(2)]
        for writer in writers:
            writer.start()
        for year in range(2041, 2053):
            with house.env.transactions.write() as unit:
                # A year earlier than the rows: what they lie in is made only by the next turn.
                everything(unit, ms(year - 1, 1))
            house.clock.now = ms(year, 1)
        end.set()
        for writer in writers:
            writer.join(60)
        assert failed == []
        assert verify_ledger(house.env).faults == ()
