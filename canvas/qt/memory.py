"""Memory of large pictures and arrays stays with the process for the next ones."""

from __future__ import annotations

import numpy as np

_BLOCK = 30 * 1024 * 1024
"""Bytes; glibc takes no block of 32 MiB or more for a hint."""


def keep_freed_memory() -> None:
    """Let the C library keep up to 60 MiB that were freed, instead of giving them back after each picture.

    Whoever works with arrays of megabytes otherwise waits longer for the system to clear their pages than for the work itself.
    glibc raises its limits by itself when a larger block is freed than any before; nothing is written to this one, so it takes
    no memory. Other C libraries have other limits, and nothing happens there.
    """
    np.empty(_BLOCK, np.uint8)
