"""The numbered steps of the schema."""

from __future__ import annotations

from pathlib import Path

from sync.store.sqlcipher.connection import create_file
from sync.store.sqlcipher.migrate import migrate
from sync.store.sqlcipher.schema import BACKUP_TABLES, COMPATIBLE_FROM, CURRENT_SCHEMA, DEVICE_TABLES, MIGRATIONS
from tests.support.library import KEY


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, CURRENT_SCHEMA + 1))
    assert 1 <= COMPATIBLE_FROM <= CURRENT_SCHEMA


def test_every_table_is_in_a_backup_or_stays_on_the_device(tmp_path: Path) -> None:
    connection = create_file(tmp_path / "x.db", KEY)
    migrate(connection)
    rows = connection.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'texts_index%'")
    connection.close()
    assert {row[0] for row in rows} == {*BACKUP_TABLES, *DEVICE_TABLES, "meta"}
