"""Lets a busy event loop take what comes in by turns, as network cards do with their interrupts.

After a turn the loop sleeps until a turn's length has passed since the one before, or a room is to send; so what came in meanwhile
is taken, sent on and acknowledged together. A loop whose work fills a turn never sleeps, nor does one that has little to do.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from heapq import heappop, heappush

from relay_server.domain.pace import Turn

_SHORTEST_S = 0.0005


class Turns:
    """Used in the event loop only."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Callable[[], float] = time.perf_counter,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        """Take what tells the time, since the loop's clock stands still during a turn, and what lets it pass."""
        self._loop = loop
        self._clock = clock
        self._sleep = sleep or threading.Event().wait
        self._turn = Turn()
        self._reads = 0
        self._calls: list[Callable[[], object]] = []
        self._is_asked = False
        self._began = self._noted = clock()
        self._dues: list[float] = []

    def note(self) -> None:
        """Take note that a socket had something."""
        self._reads += 1
        if not self._is_asked:
            self._ask()

    def at_end(self, call: Callable[[], object]) -> None:
        """Call something when all that had come was taken, before the loop sleeps."""
        self._calls.append(call)
        if not self._is_asked:
            self._ask()

    def _ask(self) -> None:
        self._is_asked = True
        self._loop.call_soon(self._end_turn)

    def wake_within(self, seconds: float) -> None:
        """Sleep no longer than that from now."""
        now = self._clock()
        self._forget_until(now)
        heappush(self._dues, now + seconds)

    def _end_turn(self) -> None:
        calls, self._calls = self._calls, []
        for call in calls:
            call()
        now = self._clock()
        self._turn.note(self._reads, now - self._noted)
        self._reads, self._noted, self._is_asked = 0, now, False
        self._forget_until(now)
        end = self._began + self._turn.length
        rest = min(end, self._dues[0] if self._dues else end) - now
        if rest >= _SHORTEST_S:
            self._sleep(rest)
            now = self._clock()
        self._began = now

    def _forget_until(self, now: float) -> None:
        while self._dues and self._dues[0] <= now:
            heappop(self._dues)
