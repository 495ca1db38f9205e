"""Kept versions in SQL."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable, Sequence

from sync.errors import CorruptLibraryError, LimitExceededError
from sync.protocol.identifiers import RandomBytes, new_id
from sync.protocol.limits import MAX_UPDATE_BYTES
from sync.store.log_rules import checked_title
from sync.store.records import VersionInfo
from sync.store.sqlcipher.catalogue import document_number
from sync.store.sqlcipher.connection import Connection

_LEVEL = 6


class SqlVersionStore:
    """Implements VersionStore."""

    __slots__ = ("_connection", "_now_ms", "_random_bytes")

    def __init__(
        self, connection: Connection, now_ms: Callable[[], int], random_bytes: RandomBytes = secrets.token_bytes
    ) -> None:
        self._connection = connection
        self._now_ms = now_ms
        self._random_bytes = random_bytes

    def add(self, document: str, state: bytes, author: str, name: str = "", automatic: bool = False) -> VersionInfo:
        """Keep a version."""
        number = document_number(self._connection, document)
        if len(state) > MAX_UPDATE_BYTES:
            raise LimitExceededError("version", len(state), MAX_UPDATE_BYTES)
        info = VersionInfo(
            new_id(self._random_bytes), document, checked_title(name), automatic, author, self._now_ms(), len(state)
        )
        self._connection.execute(
            "INSERT INTO versions (id, document, name, automatic, author, created_ms, size, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                info.id,
                number,
                info.name,
                int(automatic),
                author,
                info.created_ms,
                info.size,
                zlib.compress(state, _LEVEL),
            ),
        )
        return info

    def list(self, document: str) -> Sequence[VersionInfo]:
        """Return the versions of a document, newest first."""
        number = document_number(self._connection, document)
        rows = self._connection.rows(
            "SELECT id, name, automatic, author, created_ms, size FROM versions WHERE document = ?"
            " ORDER BY created_ms DESC, number DESC",
            (number,),
        )
        return [VersionInfo(row[0], document, row[1], row[2] == 1, row[3], row[4], row[5]) for row in rows]

    def load(self, version: str) -> bytes | None:
        """Return the full update of a version; None if there is none."""
        row = self._connection.row("SELECT data, size FROM versions WHERE id = ?", (version,))
        if row is None:
            return None
        try:
            # The size was written with the data; a damaged row cannot inflate to more.
            state = zlib.decompressobj().decompress(row[0], max(1, row[1]))
        except zlib.error as error:
            raise CorruptLibraryError(self._connection.path, "a stored version cannot be read") from error
        if len(state) != row[1]:
            raise CorruptLibraryError(self._connection.path, "a stored version is cut off")
        return state

    def rename(self, version: str, name: str) -> bool:
        """Name a version, which also keeps it from being thinned out."""
        statement = "UPDATE versions SET name = ?, automatic = 0 WHERE id = ?"
        return self._connection.execute(statement, (checked_title(name), version)).rowcount == 1

    def delete(self, version: str) -> bool:
        """Remove a version."""
        return self._connection.execute("DELETE FROM versions WHERE id = ?", (version,)).rowcount == 1
