"""How late a machine lets a thread run that wants almost nothing: what of a delay is the machine's and not the program's."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from tests.support.editors.exercise import quantile

BEAT_SECONDS = 0.02


class Lateness:
    """Measures while its block runs."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._measure, name="lateness")

    def __enter__(self) -> Lateness:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    @property
    def p95_ms(self) -> float:
        """Return what 95 of 100 beats are not later than."""
        return round(1000 * quantile(self._late, 0.95), 1) if self._late else 0.0

    def _measure(self) -> None:
        due = time.monotonic() + BEAT_SECONDS
        while not self._over.wait(max(0.0, due - time.monotonic())):
            now = time.monotonic()
            self._late.append(now - due)
            due = now + BEAT_SECONDS
