"""Two devices with real engines and drivers draw on one diagram over a link in a local network, without a relay."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from sync.engine import events as ev
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.loop_clock import LoopClock
from sync.runtime.row_keeper import RowKeeper
from sync.runtime.store_rows import StoreRows
from sync.store.writer import StoreThread
from sync.transports.link import until_closed
from sync.transports.loopback import LoopbackLink, loopback_pair
from tests.support.loop import run, until
from tests.support.offices import Office
from tests.support.workspace import ANA, BEN
from tests.unit.sync.engine.test_workspace import PLAN, house_of


class DrivenOffice(Office):
    """An office whose engine is fed by a driver once it is at work."""

    driver: WorkspaceDriver | None = None

    def tell(self, event: ev.Event) -> None:
        """Let something happen."""
        if self.driver is None:
            super().tell(event)
        else:
            self.happened.append(event)

    async def work(self, link: LoopbackLink) -> None:
        """Run with real parts around the engine until cancelled."""
        clock = LoopClock()
        self.happened: list[ev.Event] = []
        self.window: Handoff[ForWindow] = Handoff(lambda: None)
        thread = StoreThread(lambda: self.store)
        self.driver = driver = WorkspaceDriver(self.engine, DriverPorts(clock, self.window, lambda *signal: None))
        rows = RowKeeper(StoreRows(thread), driver.answer, clock, random.Random(1), lambda error: None)
        links = LinkDesk(driver.feed, clock, lambda counts: None)
        driver.attach(links, rows)
        try:
            async with asyncio.TaskGroup() as group:
                for work in (driver.run(), rows.run(), until_closed(links.serve(link))):
                    group.create_task(work)
        finally:
            thread.close()

    async def turn(self) -> None:
        """Feed what happened in the window, and do what the engine asks of it."""
        while self.happened:
            assert self.driver is not None
            await self.driver.feed(self.happened.pop(0))
        for effect in self.window.take():
            act: Any = self._acts.get(type(effect), self.told.append)
            act(effect)


def test_run9_two_engines_draw_together_over_a_link() -> None:
    """RUN-5, RUN-9, ENG-8."""
    house = house_of(BEN)
    ana = DrivenOffice("ana", ANA.laptop, ANA.user, house, 1)
    ben = DrivenOffice("ben", BEN.laptop, BEN.user, house, 1)
    for office in (ana, ben):
        office.take_part(PLAN)

    async def main() -> None:
        to_ben, to_ana = loopback_pair(ANA.laptop.device, BEN.laptop.device)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ana.work(to_ben)), group.create_task(ben.work(to_ana))]
            await until(lambda: ana.driver is not None and ben.driver is not None)
            for number in range(20):
                ana.draw(PLAN, f"a{number}", "x", number)
                ben.draw(PLAN, f"b{number}", "x", number)
            for _ in range(2_000):
                await ana.turn()
                await ben.turn()
                if len(ana.drawing(PLAN)) == len(ben.drawing(PLAN)) == 40:
                    break
                await until(lambda: ana.happened or ben.happened or len(ana.window) or len(ben.window))
            for task in tasks:
                task.cancel()
        assert len(ana.drawing(PLAN)) == 40
        assert ana.drawing(PLAN) == ben.drawing(PLAN)

    run(main(), 40)
