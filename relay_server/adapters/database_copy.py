"""Copies of the embedded database: written while it is in use, put back while it is not."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from relay_server.adapters.durable_files import sync_directory, sync_file
from relay_server.adapters.sqlcipher import connect
from relay_server.errors import DatabaseError, OperationError


@contextmanager
def serving_lock(data_directory: Path) -> Iterator[None]:
    """Hold the right to serve this data folder.

    Raises:
        OperationError: Another process serves it.
    """
    path = data_directory / "relay.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationError(f"another process serves {data_directory}; stop it first") from None
        yield
    finally:
        os.close(descriptor)


def write_copy(database: Path, key: bytes, target: Path) -> None:
    """Write a consistent copy under the same key, complete or not at all.

    Raises:
        OperationError: The target exists or cannot be written.
        DatabaseError: The database does not open.
    """
    if target.exists():
        raise OperationError(f"{target} exists; name another file")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    raw = connect(database, key)
    try:
        temporary.touch(mode=0o600)
        raw.execute("VACUUM INTO ?", (str(temporary),))
        sync_file(temporary)
        temporary.rename(target)
        sync_directory(target.parent)
    except (dbapi2.Error, OSError) as error:
        raise OperationError(f"{target} cannot be written ({type(error).__name__})") from None
    finally:
        raw.close()
        temporary.unlink(missing_ok=True)


def put_back(source: Path, database: Path, key: bytes, suffix: str) -> Path | None:
    """Put a copy in the place of the database, after proving that it opens and is sound.

    Args:
        source: The copy.
        database: Where it goes.
        key: Key of both.
        suffix: What the name of the former database gets.

    Returns:
        Where the former database was put; None if there was none.

    Raises:
        OperationError: The copy is missing, damaged, or sealed by another key; nothing was changed.
    """
    if not source.is_file():
        raise OperationError(f"there is no file {source}")
    temporary = database.with_name(f".{database.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, source.open("rb") as copy:
            shutil.copyfileobj(copy, file)
        _prove(temporary, key, source)
        sync_file(temporary)
        former = _move_away(database, suffix)
        temporary.rename(database)
        sync_directory(database.parent)
    except OSError as error:
        raise OperationError(f"{source} cannot be restored ({error.strerror})") from None
    finally:
        temporary.unlink(missing_ok=True)
    return former


def _prove(path: Path, key: bytes, source: Path) -> None:
    try:
        raw = connect(path, key, log_ahead=False)
    except DatabaseError:
        raise OperationError(f"{source} is damaged, or the secrets of this relay do not open it") from None
    try:
        if raw.execute("PRAGMA cipher_integrity_check").fetchall() or raw.execute("PRAGMA quick_check").fetchall() != [
            ("ok",)
        ]:
            raise OperationError(f"{source} is damaged")
    finally:
        raw.close()


def _move_away(database: Path, suffix: str) -> Path | None:
    if not database.exists():
        return None
    former = database.with_name(f"{database.name}.{suffix}")
    for tail in ("-wal", "-shm", ""):
        part = database.with_name(database.name + tail)
        if part.exists():
            part.rename(former.with_name(former.name + tail))
    return former
