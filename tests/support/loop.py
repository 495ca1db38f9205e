"""Coroutines in tests, and a clock that moves when it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE_S = 60.0
"""How long a test waits for what takes milliseconds: a loaded machine stalls, and who waits in vain has failed anyway."""
_LONGEST_S = 200.0


def run(work: Coroutine[Any, Any, T], seconds: float = _LONGEST_S) -> T:
    """Run a coroutine to its end, in debug-free asyncio; it fails when it takes longer, or leaves tasks behind."""

    async def bounded() -> T:
        async with asyncio.timeout(seconds):
            result = await work
        left = asyncio.all_tasks() - {asyncio.current_task()}
        if left:
            _, left = await asyncio.wait(left, timeout=10)
        assert not left, left
        return result

    return asyncio.run(bounded())


async def turns(count: int = 1) -> None:
    """Let other coroutines run."""
    for _ in range(count):
        turned = asyncio.Event()
        asyncio.get_running_loop().call_later(0.001, turned.set)
        await turned.wait()


async def until(condition: Callable[[], Any], seconds: float = PATIENCE_S) -> None:
    """Let other coroutines run until something holds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await turns()


class ManualClock:
    """Waiting ends when a test moves the clock or sets the event."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.waits: list[float] = []
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> float:
        return self.time

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        over = asyncio.Event()
        self._sleepers.append((self.time + seconds, over))
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(event.wait()), group.create_task(over.wait())]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
        return event.is_set()

    def forward(self, seconds: float) -> None:
        """Move on; whoever waited long enough goes on."""
        self.time += seconds
        for until_time, over in self._sleepers:
            if until_time <= self.time:
                over.set()
        self._sleepers = [(until_time, over) for until_time, over in self._sleepers if not over.is_set()]


class RealClock:
    """The event loop's clock."""

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True
