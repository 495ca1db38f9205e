"""Copying tables from one encrypted library into another, under another key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sync.errors import StoreError
from sync.store.sqlcipher.connection import Connection, database_uri, key_pragma


def attach_and_copy(
    target: Connection, source: Path, source_key: bytes, tables: Sequence[str], meta_names: Sequence[str]
) -> None:
    """Copy whole tables out of a library file as one consistent picture, in one transaction.

    Args:
        target: A library with the same schema and nothing in these tables.
        source: The file to read; another connection may be writing to it.
        source_key: Its key.
        tables: Names from the schema, parents first.
        meta_names: Entries of ``meta`` to take over.

    Raises:
        StoreError: It could not be read or written; the target is as it was.
    """
    _attach(target, source, source_key)
    try:
        with target.transaction():
            for table in tables:
                # Table names come from the schema of this program.
                target.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")  # noqa: S608
            for name in meta_names:
                target.execute("INSERT INTO main.meta SELECT name, value FROM source.meta WHERE name = ?", (name,))
    finally:
        target.execute("DETACH DATABASE source")


def _attach(target: Connection, source: Path, source_key: bytes) -> None:
    statement = f"ATTACH DATABASE ? AS source KEY {key_pragma(source_key)}"
    try:
        target.execute(statement, (database_uri(source, "ro"),))
    except StoreError:
        # Without the cause: the driver's words could repeat the statement, which holds the key.
        raise StoreError(f"{source} cannot be read") from None
