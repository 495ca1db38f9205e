"""When Python's cyclic garbage collector looks at what: at an open diagram while it is opened not at all, afterwards never again.

A diagram of 10,000 shapes is a million objects that live until its tab is closed. Each walk through them takes as long as many frames.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10
"""So many times Python's own threshold a whole collection may wait for a quiet moment."""


def collect_what_is_due() -> None:
    """Collect, on this thread, the generations that Python itself would have; but the oldest only when little new is being made."""
    (new, young, old), (most_new, most_young, most_old) = gc.get_count(), gc.get_threshold()
    if not most_new:
        return
    if old > most_old * PATIENCE:
        gc.collect()
    elif new > most_new:
        gc.collect(1 if young > most_young else 0)
    elif old > most_old:
        gc.collect()


@contextmanager
def uncollected() -> Iterator[None]:
    """Make something large and long-lived without the collector, which leaves it out of its walks from then on."""
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if thresholds[0]:
            gc.freeze()
        gc.set_threshold(*thresholds)


def collect_again() -> None:
    """Let the collector see everything again, because something large has been closed."""
    gc.unfreeze()
