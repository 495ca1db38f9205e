"""The rows of the whole program: its start and its memory."""

from __future__ import annotations

import statistics

from tests.bench.calibration import Timing, times_ms, workload
from tests.bench.document import memory_mb
from tests.bench.rows import Row
from tests.bench.start import start_seconds

START_BUDGET_MS = 1000.0
MEMORY_BUDGET_MB = 250.0


def program_rows(count: int) -> list[Row]:
    """Return the rows of start and memory; the latter is in MiB and needs no adjustment."""
    calibration = times_ms(lambda _: workload(), 9)
    starts = sorted(1000.0 * s for s in start_seconds())
    calibration += times_ms(lambda _: workload(), 9)
    start = Timing(statistics.median(starts), starts[-1], len(starts), statistics.median(calibration))
    taken = memory_mb(count)
    return [
        Row("start: process to first window, warm", 0, start, START_BUDGET_MS),
        Row("memory of an open document, MiB", count, Timing.plain(taken), MEMORY_BUDGET_MB),
    ]
