"""How much of the machine an editor takes: CPU time of the whole process and of each of its threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

WHOLE = "process"
WINDOW = "MainThread"


def effort() -> dict[str, float]:
    """Return the seconds of CPU that were taken so far, by thread, and by the whole process under WHOLE."""
    threads = {
        thread.name: time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
        for thread in threading.enumerate()
        if thread.ident is not None
    }
    return {WHOLE: time.process_time(), **threads}


def since(before: Mapping[str, float], besides: float = 0.0) -> dict[str, float]:
    """Return the milliseconds that were taken since, by the same names, but for some seconds on the window's thread."""
    apart = {WHOLE: besides, WINDOW: besides}
    return {
        name: round(1000 * (now - before.get(name, 0.0) - apart.get(name, 0.0)), 1) for name, now in effort().items()
    }
