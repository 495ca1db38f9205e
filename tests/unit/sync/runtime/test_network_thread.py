"""The network thread: what runs, what fails, and that nothing is left."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from sync.errors import NetworkStopped
from sync.runtime.network_thread import NetworkThread


def test_run1_what_runs_ends_with_the_thread() -> None:
    """RUN-1: cleaned up, within two seconds, and twice is fine."""
    others = set(threading.enumerate())
    network = NetworkThread(lambda name, error: None)
    network.start()
    network.start()
    begun, cleaned = threading.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cleaned.set()

    future = network.spawn("work", work)
    assert begun.wait(60)
    before = time.monotonic()
    network.stop()
    network.stop()
    assert time.monotonic() - before < 2
    assert cleaned.is_set()
    assert isinstance(future.exception(60), NetworkStopped)
    assert not network.running
    assert "network" not in {thread.name for thread in set(threading.enumerate()) - others}
    with pytest.raises(NetworkStopped):
        network.spawn("late", work)


def test_run2_one_failure_is_told_and_ends_nothing_else() -> None:
    """RUN-2."""
    told: list[tuple[str, BaseException]] = []
    network = NetworkThread(lambda name, error: told.append((name, error)))
    network.start()
    try:
        go_on = threading.Event()

        async def fail() -> None:
            raise ValueError("broken")

        async def wait() -> str:
            await asyncio.to_thread(go_on.wait, 60)
            return "done"

        waiting = network.spawn("waiting", wait)
        assert isinstance(network.spawn("failing", fail).exception(60), ValueError)
        go_on.set()
        assert waiting.result(60) == "done"
        assert [name for name, _ in told] == ["failing"]
    finally:
        network.stop()


def test_run2_what_libraries_tasks_raise_is_told_too() -> None:
    """RUN-2."""
    told = threading.Event()
    network = NetworkThread(lambda name, error: told.set())
    network.start()
    try:

        async def careless() -> None:
            asyncio.get_running_loop().call_soon(lambda: 1 / 0)

        network.spawn("careless", careless).result(60)
        assert told.wait(60)
    finally:
        network.stop()


def test_run1_it_can_be_started_again() -> None:
    """RUN-1."""
    network = NetworkThread(lambda name, error: None)
    for _ in range(3):
        network.start()

        async def answer() -> int:
            return 7

        assert network.spawn("answer", answer).result(60) == 7
        network.stop()


def test_run1_what_does_not_end_is_told() -> None:
    """RUN-1."""
    network = NetworkThread(lambda name, error: None)
    network.start()
    release = threading.Event()

    async def stubborn() -> None:
        release.wait(10)  # Blocks the loop, which no coroutine may.

    network.spawn("stubborn", stubborn)
    with pytest.raises(TimeoutError):
        network.stop(0.1)
    release.set()


def test_what_a_library_ends_by_a_task_of_its_own_is_not_cut_short() -> None:
    """RUN-1: as when a connection closes while the program ends."""
    started, ended = threading.Event(), threading.Event()

    async def library(gate: asyncio.Event) -> None:
        await gate.wait()
        ended.set()

    async def work() -> None:
        gate = asyncio.Event()
        closing = asyncio.shield(library(gate))
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            gate.set()
            await closing

    thread = NetworkThread(lambda _name, _error: None)
    thread.start()
    thread.spawn("work", work)
    assert started.wait(5)
    thread.stop()
    assert ended.is_set()
