"""A fixed piece of work timed beside every measurement: its time says how fast this machine is just now.

All is CPU time of the one thread that works, so that other programs on the machine take nothing away; they still slow down memory
and caches, which the calibration shows.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen


def workload() -> None:
    """Paint 100 antialiased ellipses, fill an array and run a Python loop: what our own work is made of."""
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#6c8ebf"), 1.5))
    painter.setBrush(QBrush(QColor("#dae8fc")))
    path = QPainterPath()
    path.addEllipse(QPointF(0.0, 0.0), 55.0, 30.0)
    for number in range(100):
        painter.resetTransform()
        painter.translate(60.3 + (number % 10) * 70, 40.7 + (number // 10) * 55)
        painter.drawPath(path)
    painter.end()
    values = np.arange(100_000, dtype=np.float64)
    int(np.count_nonzero((values > 1000) & (values < 50_000)))
    total = 0
    for number in range(20_000):
        total += number & 7


REFERENCE_MS = 6.0
"""The calibration on the machine class that the budgets are for (2 cores, no GPU) when nothing else runs."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of repeated calls: median, 95th percentile and count, with the calibration's median beside them."""

    median: float
    p95: float
    count: int
    calibration: float

    @staticmethod
    def plain(value: float) -> Timing:
        """Return a value that does not depend on the machine's speed."""
        return Timing(value, value, 1, REFERENCE_MS)

    @property
    def ratio(self) -> float:
        """The median as a multiple of the calibration workload."""
        return self.median / self.calibration

    @property
    def adjusted(self) -> float:
        """The median in milliseconds of the budgets' machine class."""
        return self.ratio * REFERENCE_MS


def times_ms(call: Callable[[int], object], repeats: int, limit_s: float = 20.0) -> list[float]:
    """Return how long each call took; stops early after `limit_s` with at least two calls."""
    result: list[float] = []
    started = time.perf_counter()
    for number in range(repeats):
        before = time.thread_time()
        call(number)
        result.append((time.thread_time() - before) * 1000.0)
        if len(result) >= 2 and time.perf_counter() - started > limit_s:
            break
    return result


def measured(call: Callable[[int], object], repeats: int) -> Timing:
    """Time a call, with the calibration before and after it."""
    calibration = times_ms(lambda _: workload(), 3)
    values = sorted(times_ms(call, repeats))
    calibration += times_ms(lambda _: workload(), 3)
    p95 = values[min(len(values) - 1, int(len(values) * 0.95))]
    return Timing(statistics.median(values), p95, len(values), statistics.median(calibration))
