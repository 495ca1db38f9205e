from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from relay_server.adapters.sql import tables
from relay_server.adapters.sql.metadata import METADATA
from relay_server.adapters.sql.migrate import _upgrade, migrate, newest_revision, present_revision
from relay_server.adapters.sql.repositories.parts import is_part
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.errors import DatabaseError
from tests.support.logged import CHAIN, KEY, OTHER, Logged, logged
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_engine


def _is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name is None or not is_part(name)


def test_migrations_make_what_the_tables_say(bare_engine: Engine) -> None:
    assert tables.accounts.ACCOUNT.metadata is METADATA
    migrate(bare_engine)
    with bare_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_table_of_ours})
        assert compare_metadata(context, METADATA) == []
        assert present_revision(connection) == newest_revision()


def test_migrating_again_changes_nothing(bare_engine: Engine) -> None:
    migrate(bare_engine)
    migrate(bare_engine)
    with bare_engine.connect() as connection:
        assert present_revision(connection) == newest_revision()


def test_a_newer_database_is_left_alone(bare_engine: Engine) -> None:
    migrate(bare_engine)
    with bare_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        migrate(bare_engine)


def test_processes_that_start_at_once_migrate_one_after_the_other(postgresql: PostgresServer) -> None:
    with postgresql.database() as url, ThreadPoolExecutor(4) as threads:

        def start(_: int) -> str | None:
            with server_engine(url) as engine:
                migrate(engine)
                with engine.connect() as connection:
                    return present_revision(connection)

        assert set(threads.map(start, range(4))) == {newest_revision()}


PAIR = ((CHAIN, 1), (OTHER, 0))


def _stored_before(connection: Connection, one: Logged, *, is_tail: bool) -> None:
    """Store an envelope as it was before a commit was one row: in its place, or in the tail of the embedded database."""
    assert one.chain is not None
    assert one.head is not None
    head = {"counter": one.head.counter, "log_seq": one.head.log_seq, "hash": one.head.hash}
    values = {"device": one.chain[0], "writer": one.chain[1], "seq": one.seq, "items": one.item, **head}
    statements = (
        ("INSERT INTO log_tail (room, last, places, items) VALUES (7, :seq, '', :items)",)
        if is_tail
        else (
            "INSERT INTO room_row (room, last, items) VALUES (7, :seq, :items)",
            "INSERT INTO room_envelope VALUES (7, :device, :writer, :counter, :seq, :hash)",
            "DELETE FROM room_chain WHERE device = :device",
            "INSERT INTO room_chain VALUES (7, :device, :writer, :counter, :log_seq, :hash)",
        )
    )
    for statement in statements:
        connection.execute(text(statement), values)


def test_what_was_committed_before_commits_were_one_row_is_there(bare_engine: Engine) -> None:
    """RLY-25: in the logs, and in the tail that a killed process left."""
    embedded = bare_engine.dialect.name == "sqlite"
    made = [logged(chain, counter, 2 * counter - first) for counter in range(1, 5) for chain, first in PAIR]
    with bare_engine.begin() as connection:
        _upgrade(connection, "0010")
        connection.execute(
            text("INSERT INTO room (number, workspace, document, created_ms) VALUES (7, :a, :b, 1)"),
            {"a": KEY.workspace, "b": KEY.document},
        )
        for one in made:
            _stored_before(connection, one, is_tail=embedded and one.seq > 3)
    migrate(bare_engine)
    transactions = SqlTransactions(bare_engine)
    wanted = {(one.chain, one.head.counter): (one.seq, one.head.hash) for one in made if one.chain and one.head}
    for _ in range(2):
        with transactions.read() as unit:
            assert b"".join(items for _, items in unit.rooms.read(7, 0, 1 << 20)) == b"".join(one.item for one in made)
            assert unit.rooms.load(7).head == 8
            assert unit.rooms.load(7).chains == {CHAIN: made[-2].head, OTHER: made[-1].head}
            assert unit.rooms.locate(7, wanted) == wanted
        with transactions.write() as unit:
            unit.rooms.put_in_order()
