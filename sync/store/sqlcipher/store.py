"""The SQLCipher store: all ports on one connection, opened so that nothing is touched before the key fits."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from sync.errors import CorruptLibraryError, StorageError, StoreError
from sync.protocol.identifiers import RandomBytes
from sync.store.records import VerifyReport
from sync.store.sqlcipher.blobs import SqlBlobStore, SqlThumbnailStore
from sync.store.sqlcipher.catalogue import SqlDocumentCatalogue
from sync.store.sqlcipher.connection import Connection, create_file, open_connection, probe_key
from sync.store.sqlcipher.migrate import check_compatibility, migrate, require_current
from sync.store.sqlcipher.search import SqlSearchIndex
from sync.store.sqlcipher.settings import SqlRecentList, SqlSettings
from sync.store.sqlcipher.update_log import SqlUpdateLog
from sync.store.sqlcipher.versions import SqlVersionStore

if TYPE_CHECKING:
    from sync.store.sqlcipher.shared import SqlSharedStore

_LOGGER = logging.getLogger(__name__)
_CLEAN = "clean_close"


class SqlCipherStore:
    """Implements Store on an open connection.

    Attributes:
        connection: The connection, for what only a file can do (backup, device keys).
        unclean: True when the library was not closed properly the last time.
        on_closed: Called once the file is released, such as to let go of the profile's lock; None for nothing.
    """

    __slots__ = (
        "_closed", "_read_only", "_shared", "blobs", "connection", "documents", "log", "on_closed", "recent", "search", "session", "settings",
        "thumbnails", "unclean", "versions",
    )  # fmt: skip

    def __init__(
        self,
        connection: Connection,
        now_ms: Callable[[], int],
        *,
        read_only: bool = False,
        random_bytes: RandomBytes = secrets.token_bytes,
    ) -> None:
        self.connection = connection
        self.documents = SqlDocumentCatalogue(connection, now_ms, random_bytes)
        self.log = SqlUpdateLog(connection, now_ms)
        self.versions = SqlVersionStore(connection, now_ms, random_bytes)
        self.blobs = SqlBlobStore(connection, now_ms)
        self.thumbnails = SqlThumbnailStore(connection)
        self.search = SqlSearchIndex(connection)
        self.settings = SqlSettings(connection, "settings")
        self.session = SqlSettings(connection, "session")
        self.recent = SqlRecentList(connection, now_ms)
        self._shared: SqlSharedStore | None = None
        self._read_only = read_only
        self._closed = False
        self.on_closed: Callable[[], None] | None = None
        # A reader beside a running editor sees the mark of that editor, which says nothing about a crash.
        self.unclean = not read_only and read_meta(connection, _CLEAN) == "0"
        if not read_only:
            write_meta(connection, _CLEAN, "0")

    @property
    def shared(self) -> SqlSharedStore:
        """What belongs to shared documents; the rows of the engine are loaded with the first use."""
        if self._shared is None:
            from sync.store.sqlcipher.shared import SqlSharedStore

            self._shared = SqlSharedStore(self.connection, self.documents, self.log)
        return self._shared

    def has_workspaces(self) -> bool:
        """Tell whether this profile belongs to any workspace."""
        return self.connection.row("SELECT 1 FROM workspaces LIMIT 1") is not None

    def transaction(self) -> AbstractContextManager[None]:
        """Make several calls one: all durable at its end, or none if it raises."""
        return self.connection.transaction()

    def verify(self) -> VerifyReport:
        """Check the seal of every page, then the structure of the database and of the search index."""
        problems = [str(row[0]) for row in self.connection.rows("PRAGMA cipher_integrity_check")]
        problems += [str(row[0]) for row in self.connection.rows("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"foreign key: {row[0]}" for row in self.connection.rows("PRAGMA foreign_key_check")]
        return VerifyReport(tuple(problems))

    def close(self) -> None:
        """Mark a clean end and release the file, also when the mark cannot be written."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self._read_only:
                write_meta(self.connection, _CLEAN, "1")
        except StorageError as error:
            # Without the mark the next start says "unclean", which is harmless; everything stored is stored.
            _LOGGER.warning("the library could not be marked as closed: %s", error)
        finally:
            try:
                self.connection.close()
            finally:
                if self.on_closed is not None:
                    self.on_closed()


def read_meta(connection: Connection, name: str) -> str | None:
    """Return a fact about the library itself, such as its workspace id."""
    row = connection.row("SELECT value FROM meta WHERE name = ?", (name,))
    return str(row[0]) if row else None


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Keep a fact about the library itself."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def open_store(
    path: Path,
    key: bytes,
    now_ms: Callable[[], int],
    *,
    read_only: bool = False,
    key_verified: bool = False,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> SqlCipherStore:
    """Open an existing library file, migrating it first when it is older and may be written.

    Args:
        path: The file.
        key: Raw 256-bit key.
        now_ms: Clock, Unix milliseconds.
        read_only: Open without any right to write.
        key_verified: The key is known to be right, so a first page that it does not open is damage. The write-ahead log
            may still hold a good copy of that page, hence the file is then opened all the same.
        random_bytes: Source of ids.

    Raises:
        WrongKeyError: The key does not fit; no byte was changed.
        LibraryTooNewError: A newer program wrote it; no byte was changed.
        CorruptLibraryError: The file is damaged.
        StoreError: It cannot be read or migrated.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise CorruptLibraryError(path, "the file is missing or empty")
    if not key_verified:
        probe_key(path, key)
    connection = open_connection(path, key, read_only=read_only)
    try:
        check_compatibility(connection)
        if read_only:
            require_current(connection)
        else:
            migrate(connection)
        return SqlCipherStore(connection, now_ms, read_only=read_only, random_bytes=random_bytes)
    except StoreError:
        connection.close()
        raise


def create_schema(path: Path, key: bytes) -> None:
    """Create a library file with all tables and nothing in them.

    Raises:
        StoreError: It could not be written.
    """
    connection = create_file(path, key)
    try:
        migrate(connection)
    finally:
        connection.close()
