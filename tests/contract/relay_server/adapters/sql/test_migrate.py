from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from relay_server.adapters.sql import tables
from relay_server.adapters.sql.metadata import METADATA
from relay_server.adapters.sql.migrate import migrate, newest_revision, present_revision
from relay_server.adapters.sqlcipher import open_engine
from relay_server.errors import DatabaseError


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    assert tables.accounts.ACCOUNT.metadata is METADATA
    engine = open_engine(tmp_path / "relay.db", bytes(32))
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert present_revision(connection) == newest_revision()
    engine.dispose()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "relay.db", bytes(32))
    migrate(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert present_revision(connection) == newest_revision()
    engine.dispose()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "relay.db", bytes(32))
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        migrate(engine)
    engine.dispose()
