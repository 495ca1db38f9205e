"""When Python's cyclic garbage collector looks at what an open diagram keeps: while it is opened not at all, afterwards never again.

A diagram of 10,000 shapes is a million objects that live until its tab is closed. Each walk through them takes as long as many frames.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Make something large and long-lived without the collector, which leaves it out of its walks from then on."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()


def collect_again() -> None:
    """Let the collector see everything again, because something large has been closed."""
    gc.unfreeze()
