"""Bringing a library file to the schema of this program: forward only, one transaction, a copy kept beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sync.errors import LibraryTooNewError, ReadOnlyError, StorageError
from sync.store.atomic_file import copy_durably
from sync.store.sqlcipher.connection import Connection
from sync.store.sqlcipher.schema import COMPATIBLE_FROM, CURRENT_SCHEMA, MIGRATIONS, Migration

_COMPATIBILITY = "compatible_from"


def schema_version(connection: Connection) -> int:
    """Return the number of the last step applied to the file; 0 for an empty file."""
    row = connection.row("PRAGMA user_version")
    return int(row[0]) if row else 0


def check_compatibility(connection: Connection, supported: int = CURRENT_SCHEMA) -> None:
    """Refuse a file that only a newer program may write.

    Raises:
        LibraryTooNewError: It says so.
    """
    if schema_version(connection) <= supported:
        return
    row = connection.row("SELECT value FROM meta WHERE name = ?", (_COMPATIBILITY,))
    needed = int(row[0]) if row else schema_version(connection)
    if needed > supported:
        raise LibraryTooNewError(connection.path, needed, supported)


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Apply the steps that the file lacks, all in one transaction.

    Returns:
        The copy of the file as it was before, None when the file was new or nothing was to be done.

    Raises:
        StorageError: There was no room for the copy, or the steps failed; the file is as it was.
    """
    found = schema_version(connection)
    missing = [step for step in migrations if step.number > found]
    if not missing:
        return None
    copy = _copy_before(connection, found) if found else None
    with connection.transaction():
        for step in missing:
            for statement in step.statements:
                connection.execute(statement)
        connection.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_COMPATIBILITY, str(min(COMPATIBLE_FROM, missing[-1].number))),
        )
        connection.execute(f"PRAGMA user_version = {missing[-1].number:d}")
    return copy


def require_current(connection: Connection) -> None:
    """Check that a file that may not be changed has the tables that this program reads.

    Raises:
        ReadOnlyError: It must be migrated first, by opening it for writing once.
    """
    if schema_version(connection) < CURRENT_SCHEMA:
        raise ReadOnlyError(
            f"{connection.path} is in an older format; open it in the editor once to bring it up to date"
        )


def _copy_before(connection: Connection, version: int) -> Path:
    """Copy the encrypted file as it is; the profile lock keeps every other writer out meanwhile."""
    row = connection.row("PRAGMA wal_checkpoint(TRUNCATE)")
    if row is not None and row[0]:
        raise StorageError(f"{connection.path} is being read by another process; close it to migrate the library")
    target = connection.path.with_name(f"{connection.path.name}.before-{version}")
    try:
        copy_durably(connection.path, target)
    except OSError as error:
        raise StorageError(f"cannot copy the library before migrating it: {os.strerror(error.errno or 0)}") from error
    return target
