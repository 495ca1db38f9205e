"""One writer per profile: a lock of the operating system, gone when its process is gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sync.errors import ProfileLockedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PRIVATE = 0o600
# Windows locks bytes, also against reading, so the locked byte lies behind the process id.
_LOCKED_BYTE = 64


class ProfileLock:
    """A held lock; ``release`` or the end of the process lets it go."""

    __slots__ = ("_descriptor",)

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let the lock go. The file stays: removing it would let two processes lock two files of one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def acquire_profile_lock(path: Path) -> ProfileLock:
    """Lock a profile for writing.

    Args:
        path: The lock file; made when it is missing.

    Raises:
        ProfileLockedError: A process, this one included, holds it; the error names its id.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE)
    try:
        _lock(descriptor)
    except OSError:
        holder = _holder(descriptor)
        os.close(descriptor)
        raise ProfileLockedError(path.parent, holder) from None
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, str(os.getpid()).encode("ascii"))
    return ProfileLock(descriptor)


def _holder(descriptor: int) -> int | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, _LOCKED_BYTE)
    return int(text) if text.isdigit() else None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
