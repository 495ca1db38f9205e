"""A device whose engine runs with its real surroundings: driver, row keeper, store thread, links."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.loop_clock import LoopClock
from sync.runtime.row_keeper import RowKeeper
from sync.runtime.store_rows import StoreRows
from sync.store.writer import StoreThread
from sync.transports.greeting import Greeted
from sync.transports.link import Link, until_closed
from tests.support.offices import Office


class DrivenOffice(Office):
    """An office whose engine is fed by a driver once it is at work."""

    driver: WorkspaceDriver | None = None
    _thread: StoreThread | None = None

    def tell(self, event: ev.Event) -> None:
        """Let something happen."""
        if self.driver is None:
            super().tell(event)
        else:
            self.happened.append(event)

    async def work(self, *links: Link, relay: Greeted | None = None) -> None:
        """Run with real parts around the engine until cancelled.

        Args:
            links: To peers; the first one to a relay if that has said something of itself.
            relay: What it said.
        """
        clock = LoopClock()
        self.happened: list[ev.Event] = []
        self.window: Handoff[ForWindow] = Handoff(lambda: None)
        self._thread = thread = StoreThread(lambda: self.store)
        self.driver = driver = WorkspaceDriver(
            self.engine, DriverPorts(clock, self.window, lambda *signal: None, self._keep_copy)
        )
        rows = RowKeeper(StoreRows(thread), driver.answer, clock, random.Random(1), lambda error: None)
        desk = LinkDesk(driver, clock, lambda counts: None)
        driver.attach(desk, rows)
        served = [_serve(desk, link, None if at else relay) for at, link in enumerate(links)]
        try:
            async with asyncio.TaskGroup() as group:
                for work in (driver.run(), rows.run(), *served):
                    group.create_task(work)
        finally:
            self._thread = None
            thread.close()

    def write_all(self) -> None:
        """Write what waits: a window reads the library behind it."""
        super().write_all()
        if self._thread is not None:
            self._thread.flush().result()

    async def _keep_copy(self, effect: ef.KeepCopy) -> None:
        self.told.append(effect)

    async def turn(self) -> None:
        """Feed what happened in the window, and do what the engine asks of it."""
        while self.happened:
            assert self.driver is not None
            await self.driver.feed(self.happened.pop(0))
        for effect in self.window.take():
            act: Any = self._acts.get(type(effect), self.told.append)
            act(effect)


async def _serve(desk: LinkDesk, link: Link, relay: Greeted | None) -> None:
    """Use a link to its end, and close it then, as those do who open links in the product."""
    try:
        await until_closed(desk.serve(link, relay))
    finally:
        await link.close()
