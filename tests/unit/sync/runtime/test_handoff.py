"""Messages from one thread to another."""

from __future__ import annotations

import asyncio
import threading

import pytest

from sync.errors import NetworkStopped
from sync.runtime.handoff import Handoff
from tests.support.loop import run, turns


def test_run3_messages_come_in_order_and_wake_once() -> None:
    """RUN-3."""
    wakes: list[None] = []
    queue: Handoff[int] = Handoff(lambda: wakes.append(None))
    for number in range(5):
        assert queue.offer(number)
    assert len(wakes) == 1
    assert queue.take(2) == [0, 1]
    assert len(wakes) == 2
    assert queue.take() == [2, 3, 4]
    assert queue.take() == []
    queue.offer(9)
    assert len(wakes) == 3


def test_run4_the_latest_of_a_key_replaces_the_one_before() -> None:
    """RUN-4."""
    queue: Handoff[str] = Handoff(lambda: None, limit=2)
    queue.offer("old position", key="ana")
    queue.offer("edit")
    assert queue.offer("new position", key="ana")
    assert not queue.offer("no room")
    assert queue.take() == ["new position", "edit"]


def test_run4_what_is_bounded_elsewhere_always_finds_room() -> None:
    """RUN-4: in its place, and without a wait."""
    queue: Handoff[int] = Handoff(lambda: None, limit=2)
    queue.offer(1)
    queue.offer(2)
    queue.push(3)
    assert not queue.offer(4)
    assert queue.take() == [1, 2, 3]
    queue.close()
    with pytest.raises(NetworkStopped):
        queue.push(5)


def test_run4_a_full_queue_makes_the_giver_wait() -> None:
    """RUN-4: nothing is lost, also of what a thread brings that cannot wait."""
    queue: Handoff[int] = Handoff(lambda: None, limit=3)
    threads = [threading.Thread(target=queue.push, args=(number,), daemon=True) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    async def main() -> list[int]:
        got: list[int] = []
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(queue.put(number)) for number in range(10, 20)]
            while len(got) < 20:
                assert len(queue) <= max(3, 10 - len(got))
                got += queue.take(2)
                await turns()
            assert all(task.done() for task in tasks)
        return got

    assert sorted(run(main())) == list(range(20))


def test_run3_a_closed_queue_takes_nothing_more() -> None:
    """RUN-3."""

    async def main() -> None:
        queue: Handoff[int] = Handoff(lambda: None, limit=1)
        queue.offer(1)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(_expect_stop(queue))
            await turns()
            queue.close()
            await waiting
        with pytest.raises(NetworkStopped):
            queue.offer(2)
        assert queue.take() == [1]

    run(main())


async def _expect_stop(queue: Handoff[int]) -> None:
    with pytest.raises(NetworkStopped):
        await queue.put(2)
