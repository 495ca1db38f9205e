"""Migrations."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from sync.engine.records import SealedMark, SharingRow
from sync.errors import (
    LibraryTooNewError,
    ReadOnlyError,
)
from sync.store.profile import open_profile
from sync.store.records import DocumentQuery
from sync.store.sqlcipher.connection import open_connection
from sync.store.sqlcipher.migrate import migrate, schema_version
from sync.store.sqlcipher.schema import CURRENT_SCHEMA, MIGRATIONS
from tests.support.filled_library import CLOCK, filled
from tests.support.library import KEY

# A library as the first schema wrote it, under the test key; in base64, so that it is text like every other file here.
V1 = base64.b64decode((Path(__file__).parent / "data" / "library-v1.db.b64").read_text("ascii"))


def test_st57_an_older_library_is_brought_up_to_date_and_a_copy_kept(tmp_path: Path) -> None:
    """ST-57."""
    (tmp_path / "library.db").write_bytes(V1)
    profile = open_profile(tmp_path, KEY, CLOCK)
    store = profile.store
    (info,) = store.documents.list(DocumentQuery())
    assert info.title == "Old plan"
    assert [update.data for update in store.log.load(info.id).updates] == [b"update 1", b"update 2"]
    assert [hit.document for hit in store.search.search("old pl")] == [info.id]
    assert store.verify().ok
    assert schema_version(store.connection) == CURRENT_SCHEMA
    store.close()
    copy = open_connection(tmp_path / "library.db.before-1", KEY, read_only=True)
    assert schema_version(copy) == 1
    copy.close()


def test_st124_the_diagrams_of_an_older_library_keep_ids_and_history_and_can_be_shared(tmp_path: Path) -> None:
    """ST-124."""
    (tmp_path / "library.db").write_bytes(V1)
    store = open_profile(tmp_path, KEY, CLOCK).store
    (info,) = store.documents.list(DocumentQuery())
    assert store.shared.workspaces() == []
    assert store.shared.load_document(info.id) is None
    before = store.log.load(info.id)
    # What the first snapshot of the shared document holds is sealed; what came after it waits.
    (writer,) = before.heads
    store.shared.write([SharingRow(info.id, "0a" * 16, "diagram"), SealedMark(info.id, writer, 1)])
    shared = store.shared.load_document(info.id)
    assert shared is not None
    assert [edit.update for edit in shared.unsealed] == [b"update 2"]
    assert store.log.load(info.id).updates == before.updates
    store.close()


def test_st57_reading_only_never_migrates(tmp_path: Path) -> None:
    """ST-57."""
    (tmp_path / "library.db").write_bytes(V1)
    with pytest.raises(ReadOnlyError, match="older format"):
        open_profile(tmp_path, KEY, CLOCK, read_only=True)
    assert (tmp_path / "library.db").read_bytes() == V1


def test_st58_a_failing_migration_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    """ST-58."""
    path = tmp_path / "library.db"
    path.write_bytes(V1)
    connection = open_connection(path, KEY)
    broken = (
        *MIGRATIONS,
        type(MIGRATIONS[0])(CURRENT_SCHEMA + 1, ("CREATE TABLE extra (x)", "INSERT INTO no_such_table VALUES (1)")),
    )
    with pytest.raises(Exception, match="no_such_table"):
        migrate(connection, broken)
    assert schema_version(connection) == 1
    assert connection.row("SELECT count(*) FROM sqlite_master WHERE name IN ('extra', 'versions')") == (0,)
    connection.close()


def test_st59_a_newer_library_is_refused_untouched(tmp_path: Path) -> None:
    """ST-59."""
    filled(tmp_path)
    connection = open_connection(tmp_path / "library.db", KEY)
    connection.execute(f"PRAGMA user_version = {CURRENT_SCHEMA + 5}")
    connection.execute("UPDATE meta SET value = ? WHERE name = 'compatible_from'", (str(CURRENT_SCHEMA + 3),))
    connection.close()
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(LibraryTooNewError, match="newer version") as caught:
        open_profile(tmp_path, KEY, CLOCK)
    assert (caught.value.found, caught.value.supported) == (CURRENT_SCHEMA + 3, CURRENT_SCHEMA)
    assert (tmp_path / "library.db").read_bytes() == before


def test_st59_a_newer_but_compatible_library_opens(tmp_path: Path) -> None:
    """ST-59."""
    filled(tmp_path)
    connection = open_connection(tmp_path / "library.db", KEY)
    connection.execute(f"PRAGMA user_version = {CURRENT_SCHEMA + 5}")
    connection.close()
    profile = open_profile(tmp_path, KEY, CLOCK)
    assert schema_version(profile.store.connection) == CURRENT_SCHEMA + 5
    profile.store.close()
