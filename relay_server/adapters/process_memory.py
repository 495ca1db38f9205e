"""How a serving process uses its memory: what was loaded is never looked at again, and freed memory goes back."""

from __future__ import annotations

import ctypes
import gc
import sys

_YOUNG, _MIDDLE, _OLD = 20_000, 20, 50
_M_ARENA_MAX = -8


def settle_in() -> None:
    """Tell collector and allocator that the program is loaded and serves from now on.

    Modules and tables, some hundred thousand objects, are not searched for garbage any more, and what every message leaves
    behind is freed by its count of references, so that searching seldom is enough. Threads share one heap: with one each, memory
    that a thread freed would stay its own.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        # Other C libraries than glibc have one heap anyway.
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
