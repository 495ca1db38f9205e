"""Files that are there completely or not at all: temporary file, fsync, rename, fsync of the directory."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import DiskFullError, StorageError

_PRIVATE = 0o600


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses inside the block into the errors of the library.

    Raises:
        DiskFullError: There is no space, or the quota is used up.
        StorageError: Anything else, such as a missing right.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(f"no space left for {path}") from error
        raise StorageError(f"{path}: {error.strerror or error}") from error


def sync_directory(directory: Path) -> None:
    """Make names in a directory durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def replace_durably(temporary: Path, target: Path) -> None:
    """Put a finished file in the place of ``target``."""
    sync_file(temporary)
    temporary.replace(target)
    sync_directory(target.parent)


def write_durably(target: Path, data: bytes) -> None:
    """Write a small private file so that after a crash the old or the new content is there, never a part."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        replace_durably(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file so that ``target`` is complete or absent."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        shutil.copyfile(source, temporary)
        temporary.chmod(_PRIVATE)
        replace_durably(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
