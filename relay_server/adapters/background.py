"""One thread that does what was put off until after the answer, in order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import structlog

from relay_server.errors import Overloaded

MOST_WAITING = 1_000
"""Pieces of work; more are refused."""


class BackgroundThread:
    """Implements Deferred."""

    def __init__(self, name: str, most_waiting: int = MOST_WAITING) -> None:
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue(most_waiting)
        self._log = structlog.get_logger(__name__)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], None]) -> None:
        """Run ``work`` soon in the thread."""
        try:
            self._work.put_nowait(work)
        except queue.Full:
            raise Overloaded from None

    def settle(self) -> None:
        """Wait until everything submitted so far is done."""
        self._work.join()

    def close(self, timeout_s: float) -> bool:
        """Do what is waiting and end the thread; True if it ended in time."""
        self._work.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:  # noqa: BLE001 - the thread must outlive any piece of work; the failure is logged.
                self._log.exception("background_work_failed")
            finally:
                self._work.task_done()
        self._work.task_done()
