"""What a window tells an engine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sync.engine.events import Event, WindowClosed
from sync.runtime.event_line import EventLine
from tests.support.loop import run, turns, until


@dataclass
class Engine:
    """Takes events one by one, and none while it has too much to do."""

    taken: list[Event] = field(default_factory=list)
    room: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, event: Event) -> bool:
        if self.room.is_set():
            self.taken.append(event)
        return self.room.is_set()

    async def feed(self, event: Event) -> None:
        await self.room.wait()
        self.taken.append(event)


def numbered(count: int, first: int = 0) -> list[WindowClosed]:
    return [WindowClosed(str(number)) for number in range(first, first + count)]


def test_run3_what_a_window_says_is_with_the_engine_in_one_step_of_the_loop() -> None:
    """RUN-3: in the order in which it was said, from any thread."""

    async def main() -> None:
        engine, steps = Engine(), list[Callable[[], None]]()
        engine.room.set()
        line = EventLine(steps.append)
        early, *rest = numbered(100)
        line.handoff.offer(early)
        task = asyncio.create_task(line.run(engine))
        await until(lambda: engine.taken)
        steps.clear()
        thread = threading.Thread(target=lambda: [line.handoff.offer(one) for one in rest])
        thread.start()
        thread.join(60)
        assert len(steps) == 1
        steps[0]()
        assert engine.taken == [early, *rest]
        task.cancel()
        await asyncio.wait((task,))

    run(main())


def test_run4_while_the_engine_has_too_much_to_do_events_wait_in_their_bounded_queue() -> None:
    """RUN-4, RUN-9: and go on in order when it has less to do."""

    async def main() -> None:
        engine = Engine()
        loop = asyncio.get_running_loop()
        line = EventLine(loop.call_soon_threadsafe)
        task = asyncio.create_task(line.run(engine))
        await turns()
        for one in numbered(5):
            line.handoff.offer(one)
        await until(lambda: not len(line.handoff))
        for one in numbered(5, first=5):
            line.handoff.offer(one)
        await turns(5)
        assert (len(line.handoff), engine.taken) == (5, [])
        engine.room.set()
        await until(lambda: len(engine.taken) == 10)
        line.handoff.offer(numbered(1, first=10)[0])
        await until(lambda: len(engine.taken) == 11)
        assert engine.taken == numbered(11)
        task.cancel()
        await asyncio.wait((task,))

    run(main())
