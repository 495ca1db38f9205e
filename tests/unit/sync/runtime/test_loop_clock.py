"""The real clock."""

from __future__ import annotations

import asyncio

from sync.runtime.loop_clock import LoopClock
from tests.support.loop import run


def test_it_waits_for_an_event_or_the_time() -> None:
    async def main() -> None:
        clock, event = LoopClock(), asyncio.Event()
        before = clock.now()
        assert not await clock.wait(event, 0.02)
        assert clock.now() - before >= 0.015
        event.set()
        assert await clock.wait(event, 100)

    run(main())
