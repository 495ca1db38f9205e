from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from relay_server.adapters.sql import tables
from relay_server.adapters.sql.metadata import METADATA
from relay_server.adapters.sql.migrate import migrate, newest_revision, present_revision
from relay_server.adapters.sql.repositories.parts import is_part
from relay_server.errors import DatabaseError
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
