"""Reading and writing the user's own files: bounded reads, writes that never leave half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from app.errors import InputError, OutputError
from canvas.formats import limits

MAX_INPUT_BYTES = limits.FILE_BYTES
"""Files larger than this are refused before they are read into memory."""


def read_bounded(path: Path, limit: int = MAX_INPUT_BYTES) -> bytes:
    """Return a file's bytes.

    Raises:
        InputError: missing, not readable, or larger than `limit` bytes.
    """
    try:
        with path.open("rb") as stream:
            # What is too large need not be read at all; a pipe has no size, so reading stops behind the limit.
            too_large = os.fstat(stream.fileno()).st_size > limit
            data = b"" if too_large else stream.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist") from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder, not a file") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if too_large or len(data) > limit:
        raise InputError(f"{path} is larger than {limit // (1024 * 1024)} MB")
    return data


def stem_of(name: str) -> str:
    """Return a file name without its ending; ".drawio" before another ending goes as well."""
    stem = Path(name).stem
    return Path(stem).stem if Path(stem).suffix.lower() == ".drawio" else stem


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves either the old file or the whole new one.

    A temporary file beside the target is written, flushed to the disk and renamed over it; then the folder is flushed.
    A link stays a link: the file it points to is replaced. A device or a pipe is written to and never replaced.

    Raises:
        OutputError: the folder is missing or not writable, or the disk is full.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _keep_mode(path, Path(name))
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _keep_mode(target: Path, temporary: Path) -> None:
    """Give the new file the old one's permissions; a new file gets what the umask allows."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o7777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def _sync_folder(folder: Path) -> None:
    """Flush a rename to the disk where the system can open folders (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
