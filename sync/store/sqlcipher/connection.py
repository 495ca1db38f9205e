"""A keyed SQLCipher connection: pragmas, transactions that nest, errors of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sync.crypto.passphrase import KEY_BYTES
from sync.errors import CorruptLibraryError, StoreError, WrongKeyError
from sync.store.sqlcipher.driver import Cursor, DriverError, Parameters, RawConnection, connect, translated

PAGE_BYTES = 4096
BUSY_TIMEOUT_S = 5.0
_CACHE_KIB = 16 * 1024
_WAL_LIMIT_BYTES = 16 << 20


class Connection:
    """One connection to one library file. Not for two threads at once."""

    __slots__ = ("_depth", "_raw", "path")

    def __init__(self, raw: RawConnection, path: Path) -> None:
        """Wrap a raw connection that is keyed already."""
        self._raw = raw
        self._depth = 0
        self.path = path

    def execute(self, statement: str, parameters: Parameters = ()) -> Cursor:
        """Run one statement.

        Raises:
            StoreError: In the form that says what to do about it.
        """
        try:
            return self._raw.execute(statement, parameters)
        except DriverError as error:
            raise translated(error, self.path) from error

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> Cursor:
        """Run one statement for every row."""
        try:
            return self._raw.executemany(statement, rows)
        except DriverError as error:
            raise translated(error, self.path) from error

    def rows(self, statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a statement."""
        cursor = self.execute(statement, parameters)
        try:
            return cursor.fetchall()
        except DriverError as error:
            raise translated(error, self.path) from error

    def each(self, statement: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement one by one, for results that are larger than what is wanted of them."""
        cursor = self.execute(statement, parameters)
        try:
            while (row := cursor.fetchone()) is not None:
                yield row
        except DriverError as error:
            raise translated(error, self.path) from error

    def row(self, statement: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """Return the first row of a statement, or None."""
        rows = self.rows(statement, parameters)
        return rows[0] if rows else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin, and commit durably at the end; roll back if the block raises. Inner ones join the outer one."""
        if self._depth == 0:
            self.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self.execute("COMMIT")
        except BaseException:
            # SQLite ends the transaction by itself after some errors, such as a full disk.
            if self._depth == 1 and self._raw.in_transaction:
                self.execute("ROLLBACK")
            raise
        finally:
            self._depth -= 1

    @property
    def in_transaction(self) -> bool:
        """True between the begin of a transaction and its end."""
        return self._raw.in_transaction

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several reads see one state, also beside another process that writes."""
        outermost = not self._raw.in_transaction
        if outermost:
            self.execute("BEGIN")
        try:
            yield
        finally:
            if outermost:
                self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection; SQLite checkpoints the write-ahead log if this was the last one."""
        try:
            self._raw.close()
        except DriverError as error:
            raise translated(error, self.path) from error


def database_uri(path: Path, mode: str) -> str:
    """Return the SQLite URI of a file: mode "ro", "rw" or "rwc" (create)."""
    return f"file:{quote(str(path.absolute()), safe='/:')}?mode={mode}"


def key_pragma(key: bytes) -> str:
    """Return a raw key in the form that SQLCipher takes without deriving anything.

    Raises:
        StoreError: The key is not 32 bytes long.
    """
    if len(key) != KEY_BYTES:
        raise StoreError("the key of a library is 32 bytes long")
    return f"\"x'{key.hex()}'\""


def _keyed(uri: str, key: bytes, path: Path) -> Connection:
    pragma = key_pragma(key)
    try:
        raw = connect(uri, BUSY_TIMEOUT_S)
    except DriverError as error:
        raise translated(error, path) from error
    # The driver's own words about these statements would hold the key, hence "from None" and no parameter in the error.
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = {pragma}")
        raw.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    except DriverError:
        raw.close()
        raise StoreError(f"{path}: the key could not be set") from None
    return Connection(raw, path)


def probe_key(path: Path, key: bytes) -> None:
    """Check that the key opens the file, without a lock, a journal or any write.

    Opening normally would run recovery and, at close, a checkpoint: with a wrong key that must never happen.

    Raises:
        WrongKeyError: It does not.
    """
    connection = _keyed(database_uri(path, "ro") + "&immutable=1", key, path)
    try:
        connection.row("SELECT count(*) FROM sqlite_master")
    except CorruptLibraryError:
        raise WrongKeyError(path) from None
    finally:
        connection.close()


def open_connection(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open an existing library file whose key was probed.

    Args:
        path: The file.
        key: Raw 256-bit key.
        read_only: Open without any right to write.
    """
    connection = _keyed(database_uri(path, "ro" if read_only else "rw"), key, path)
    try:
        _configure(connection, read_only)
    except StoreError:
        connection.close()
        raise
    return connection


def create_file(path: Path, key: bytes) -> Connection:
    """Create a library file that does not exist yet, in rollback-journal mode.

    The schema is written in this mode, so that the first page of the file itself is complete before a write-ahead log
    exists; ``probe_key`` reads only that file.
    """
    # SQLite would use the umask; its log and shared memory take over the rights of this file.
    path.touch(mode=0o600)
    connection = _keyed(database_uri(path, "rwc"), key, path)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _configure(connection: Connection, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
    connection.execute("PRAGMA secure_delete = ON")
