"""A cheap start: what slows Python's imports down is off while the program is loaded. Called before anything large is imported.

Three things took a third of the start, and none of them is needed here:

- Qt for Python puts a hook into Python's imports that reads the source of every module, in case it says `from __feature__ import`.
- OpenBLAS, in numpy, starts a thread for every core, and each waits busily for products of matrices that never come.
- The garbage collector walks again and again through modules and classes that live until the end.
"""

from __future__ import annotations

import builtins
import os
from collections.abc import Iterator
from contextlib import contextmanager

from app.collecting import uncollected

BLAS_THREADS = "OPENBLAS_NUM_THREADS"


@contextmanager
def lean_start() -> Iterator[None]:
    """Import what the program is made of, inside; numpy must not have been imported before."""
    os.environ.setdefault(BLAS_THREADS, "1")
    _unhook_imports()
    _guard_overrides()
    with uncollected():
        yield


def _unhook_imports() -> None:
    """Give Python its own import back; `__feature__` is not to be had after that."""
    import PySide6.QtCore  # noqa: F401  # The first of its modules puts the hook in.

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _guard_overrides() -> None:
    """Have the classes of Qt objects that are loaded from now on guarded."""
    from app.override_guard import guard_overrides  # It loads QtCore, which has to wait for the environment.

    guard_overrides()
