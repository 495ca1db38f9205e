"""What a window tells one engine: from its thread to the network thread, and there into the engine with no turn of a task in between.

While the engine has too much to do the events wait in their bounded queue, and who brings more waits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

from sync.engine.events import Event
from sync.runtime.handoff import Handoff


class TakesOffers(Protocol):
    """What ``sync.runtime.workspace_run.WorkspaceRun`` offers the line."""

    def offer(self, event: Event) -> bool:
        """Give the engine an event if it has not too much to do; return whether it took it."""

    async def feed(self, event: Event) -> None:
        """Give the engine an event, waiting while it has too much to do."""


class EventLine:
    """Events for one engine, from any thread.

    Attributes:
        handoff: Where other threads put events.
    """

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        """Make an empty line.

        Args:
            call: Runs something on the network thread, soon; from any thread.
        """
        self.handoff: Handoff[Event] = Handoff(lambda: call(self._pass_on))
        self._engine: TakesOffers | None = None
        self._late: deque[Event] = deque()
        self._more = asyncio.Event()

    async def run(self, engine: TakesOffers) -> None:
        """Give the engine everything that comes, until cancelled; on the network thread."""
        self._engine = engine
        self._pass_on()
        while True:
            await self._more.wait()
            self._more.clear()
            while self._late:
                await engine.feed(self._late[0])
                self._late.popleft()
                if not self._late:
                    self._late.extend(self.handoff.take())

    def _pass_on(self) -> None:
        """Give the engine what has come, as far as it takes it; the rest waits in ``run``, which then takes what comes meanwhile."""
        if self._engine is None or self._late:
            return
        self._late.extend(self.handoff.take())
        while self._late and self._engine.offer(self._late[0]):
            self._late.popleft()
        if self._late:
            self._more.set()
