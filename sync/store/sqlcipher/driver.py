"""The one import of sqlcipher3, its untyped objects behind small Protocols, and its errors as ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from sqlcipher3 import dbapi2 as _driver

from sync.errors import BusyError, CorruptLibraryError, DiskFullError, ReadOnlyError, StorageError, StoreError

SqlValue: TypeAlias = int | float | str | bytes | None
"""What a column can hold."""

Parameters: TypeAlias = Sequence[SqlValue]

DriverError: type[Exception] = _driver.Error
"""Base of the driver's errors; they are not errors of the sqlite3 module."""

# Primary result codes of SQLite; extended codes carry the primary one in the low byte.
_BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 7, 8, 10, 11, 13, 14, 26


class Cursor(Protocol):
    """The part of a DB-API cursor that is used here. Rows are tuples whose shape the statement fixes."""

    @property
    def rowcount(self) -> int:
        """Number of rows that the statement changed."""

    @property
    def lastrowid(self) -> int:
        """Row id of the last insert."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""


class RawConnection(Protocol):
    """The part of a DB-API connection that is used here."""

    @property
    def in_transaction(self) -> bool:
        """True between BEGIN and its end."""

    def execute(self, statement: str, parameters: Parameters = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, statement: str, rows: Iterable[Parameters], /) -> Cursor:
        """Run one statement per row."""

    def close(self) -> None:
        """Close the connection."""


def connect(uri: str, busy_timeout_s: float) -> RawConnection:
    """Open a connection by SQLite URI; transactions are begun by hand, and any one thread at a time may use it."""
    return cast(
        RawConnection,
        _driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy_timeout_s),
    )


def primary_code(error: Exception) -> int:
    """Return SQLite's primary result code of a driver error, 0 when it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else 0


def translated(error: Exception, path: Path) -> StoreError:
    """Turn a driver error into the error of ours that says what to do about it."""
    code = primary_code(error)
    if code == _FULL:
        return DiskFullError(f"no space left for {path}")
    if code in (_BUSY, _LOCKED):
        return BusyError(f"{path} is held by another process")
    if code in (_IOERR, _NOMEM, _CANTOPEN):
        return StorageError(f"{path}: {error}")
    if code == _READONLY:
        return ReadOnlyError(f"{path} is open for reading only")
    if code in (_CORRUPT, _NOTADB):
        return CorruptLibraryError(path, str(error))
    return StoreError(f"{path}: {error}")
