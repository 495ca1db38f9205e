"""The runtime on real threads: a window's thread, the network thread, a relay's socket; a clean end with everything open."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Sequence

from sync.engine import effects as fx
from sync.engine.catch_up import Missing
from sync.engine.events import Event, FrameReceived, LinkDown, LinkUp, Persisted, WindowClosed
from sync.engine.records import Row, SealedMark
from sync.protocol import frames as fr
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.loop_clock import LoopClock
from sync.runtime.network_thread import NetworkThread
from sync.runtime.row_keeper import Done, RowKeeper
from sync.transports.greeting import Greeted
from sync.transports.link import Link
from sync.transports.relay_path import PathState, PathStatus, RelayPath, Surroundings
from sync.transports.relay_ws import RelayAddress
from tests.support.peer_program import Wallet
from tests.support.small_relay import TOKEN, SmallRelay, small_relay
from tests.support.workspace import ANA

SPACE, PLAN = "aa" * 16, "bb" * 16
COUNT = 200


class Shelf:
    """A library that stores at once."""

    def write(self, rows: Sequence[Row], done: Done) -> None:
        asyncio.get_running_loop().call_soon(done, None, False)

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        return ()


async def _no_copies(_effect: fx.KeepCopy) -> None:
    raise AssertionError("nothing is taken out")


class AppendsAndTells:
    """An engine that appends an envelope for each closed window once it is stored, and tells what was acknowledged."""

    def __init__(self) -> None:
        self.link = ""
        self.number = 0

    def handle(self, event: Event, now: float) -> Sequence[fx.Effect]:
        if isinstance(event, LinkUp):
            self.link = event.link
            return (fx.Send(self.link, fr.Join(SPACE, PLAN, 0, ())),)
        if isinstance(event, LinkDown):
            self.link = ""
        if isinstance(event, WindowClosed):
            self.number += 1
            return (fx.Persist(self.number, (SealedMark(PLAN, "w", self.number),)),)
        if isinstance(event, Persisted):
            return (fx.Send(self.link, fr.Append(PLAN, event.token, event.token.to_bytes(200, "big"))),)
        if isinstance(event, FrameReceived) and isinstance(event.frame, fr.Ack):
            return tuple(fx.MembershipChanged(item.request) for item in event.frame.items)
        return ()


def test_run1_run9_everything_at_once_and_a_clean_end() -> None:
    """RUN-1, RUN-3, RUN-9."""
    failures: list[tuple[str, BaseException]] = []
    network = NetworkThread(lambda name, error: failures.append((name, error)))
    network.start()
    woken, up, ready = threading.Event(), threading.Event(), threading.Event()
    window: Handoff[ForWindow] = Handoff(woken.set)
    drivers: list[WorkspaceDriver] = []
    relay = SmallRelay()

    async def serve() -> None:
        async with small_relay(relay):
            ready.set()
            await asyncio.Event().wait()

    async def work() -> None:
        clock, chance = LoopClock(), random.Random(1)
        driver = WorkspaceDriver(AppendsAndTells(), DriverPorts(clock, window, lambda *signal: None, _no_copies))
        rows = RowKeeper(Shelf(), driver.answer, clock, chance, lambda error: None)
        links = LinkDesk(driver, clock, lambda counts: None)
        driver.attach(links, rows)
        drivers.append(driver)

        async def use(link: Link, greeted: Greeted) -> None:
            await links.serve(link, greeted)

        def told(status: PathStatus) -> None:
            if status.state is PathState.UP:
                up.set()

        path = RelayPath(RelayAddress(relay.url), ANA.laptop, Wallet(TOKEN), Surroundings(clock, chance, told))
        async with asyncio.TaskGroup() as group:
            for coroutine in (driver.run(), rows.run(), path.run(use)):
                group.create_task(coroutine)

    network.spawn("relay", serve)
    assert ready.wait(60)
    network.spawn("workspace", work)
    assert up.wait(60)
    for _ in range(COUNT):
        network.spawn("edit", lambda: drivers[0].feed(WindowClosed(PLAN)))
    acknowledged: list[int] = []
    while len(acknowledged) < COUNT:
        assert woken.wait(60)
        woken.clear()
        acknowledged += [effect.seq for effect in window.take() if isinstance(effect, fx.MembershipChanged)]
    assert acknowledged == list(range(1, COUNT + 1))
    assert len(relay.log[PLAN]) == COUNT
    before = time.monotonic()
    network.stop()
    assert time.monotonic() - before < 2
    assert failures == []
    assert "network" not in {thread.name for thread in threading.enumerate()}
