"""Two devices with real engines and drivers draw on one diagram over a link in a local network, without a relay."""

from __future__ import annotations

import asyncio

from sync.transports.loopback import loopback_pair
from tests.support.driven_office import DrivenOffice
from tests.support.loop import run, until
from tests.support.plan_of_many import PLAN, house_of
from tests.support.workspace import ANA, BEN


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

    run(main())
