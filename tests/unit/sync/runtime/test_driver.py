"""Events into an engine and effects out of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from sync.engine import effects as fx
from sync.engine.events import (
    DocumentReleased,
    Event,
    FrameReceived,
    LinkKind,
    LinkUp,
    Persisted,
    Tick,
    WindowClosed,
)
from sync.engine.records import SealedMark
from sync.protocol import frames as fr
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import decode_frame, encode_frame
from sync.runtime import driver as driver_module
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.row_keeper import RowKeeper
from sync.transports.loopback import LoopbackLink, loopback_pair
from tests.support.loop import ManualClock, run, turns, until
from tests.support.row_shelf import Shelf

PLAN = "aa" * 16


@dataclass
class Rules:
    """An engine of a few rules: what it answers to which kind of event."""

    rules: dict[type, Callable[[Event], Sequence[fx.Effect]]] = field(default_factory=dict)
    seen: list[Event] = field(default_factory=list)

    def handle(self, event: Event, now: float) -> Sequence[fx.Effect]:
        self.seen.append(event)
        rule = self.rules.get(type(event))
        return rule(event) if rule else ()


@dataclass
class Office:
    """A driver with everything around it."""

    engine: Rules = field(default_factory=Rules)
    clock: ManualClock = field(default_factory=ManualClock)
    shelf: Shelf = field(default_factory=Shelf)
    signals: list[tuple[str, str, bytes]] = field(default_factory=list)
    limit: int = 100
    kept: list[tuple[fx.KeepCopy, int]] = field(default_factory=list)
    asked: int = 0
    disk: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.window: Handoff[ForWindow] = Handoff(lambda: None, self.limit)
        ports = DriverPorts(self.clock, self.window, lambda *signal: self.signals.append(signal), self.keep)
        self.driver = WorkspaceDriver(self.engine, ports)
        self.rows = RowKeeper(self.shelf, self.driver.answer, self.clock, random.Random(1), lambda error: None)
        self.links = LinkDesk(self.driver, self.clock, lambda counts: None)
        self.driver.attach(self.links, self.rows)

    async def keep(self, effect: fx.KeepCopy) -> None:
        self.asked += 1
        await self.disk.wait()
        self.kept.append((effect, len(self.shelf.rows)))

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[LoopbackLink]:
        ours, theirs = loopback_pair("11" * 16, "22" * 16)
        async with asyncio.TaskGroup() as group:
            works = (self.driver.run(), self.rows.run(), self.links.serve(ours))
            tasks = [group.create_task(work) for work in works]
            await until(lambda: self.engine.seen)
            yield theirs
            for task in tasks:
                task.cancel()


def test_run9_a_frame_is_stored_before_it_is_answered() -> None:
    """RUN-9: the engine decides the order; the driver keeps it."""

    async def main() -> None:
        office = Office()
        link: list[str] = []
        office.engine.rules = {
            LinkUp: lambda event: link.append(event.link) or (),  # type: ignore[attr-defined, func-returns-value]
            FrameReceived: lambda event: (fx.Persist(1, (SealedMark(PLAN, "w", 1),)),),
            Persisted: lambda event: (
                fx.Send(link[0], fr.Ack((fr.Acknowledged(1, 1),))),
                fx.ApplyUpdate(PLAN, "device", b"update"),
                fx.SignalReceived(PLAN, "device", b"sealed"),
            ),
        }
        async with office.at_work() as theirs:
            await theirs.send(encode_frame(fr.Append(PLAN, 1, b"envelope")))
            assert decode_frame(await theirs.receive()) == fr.Ack((fr.Acknowledged(1, 1),))
            assert office.shelf.rows == [SealedMark(PLAN, "w", 1)]
            await until(lambda: office.signals)
            assert office.window.take() == [fx.ApplyUpdate(PLAN, "device", b"update")]
            assert office.signals == [(PLAN, "device", b"sealed")]

    run(main())


def test_run40_a_copy_is_durable_before_what_takes_its_place() -> None:
    """RUN-40."""

    async def main() -> None:
        office = Office()
        copy = fx.KeepCopy(PLAN, ErrorCode.CUT)
        rows = (SealedMark(PLAN, "w", 1),)
        office.engine.rules = {LinkUp: lambda event: (copy, fx.Persist(1, rows), fx.NewWriter(PLAN))}
        async with office.at_work():
            await until(lambda: office.asked)
            assert office.shelf.rows == office.window.take() == []
            office.disk.set()
            await until(lambda: office.shelf.rows)
            assert office.kept == [(copy, 0)]
            assert office.window.take() == [fx.NewWriter(PLAN)]

    run(main())


def test_run40_what_comes_later_is_carried_out_later_whoever_brings_it() -> None:
    """RUN-40, RUN-9: while a copy is on its way to the disk, neither what waited with it nor what comes meanwhile overtakes it."""

    async def main() -> None:
        office = Office()
        copy, shown = fx.KeepCopy(PLAN, ErrorCode.CUT), fx.ApplyUpdate(PLAN, "device", b"x")
        office.engine.rules = {LinkUp: lambda event: (copy, fx.NewWriter(PLAN)), WindowClosed: lambda event: (shown,)}
        office.driver.tell(LinkUp("link", LinkKind.PEER, "", b"key"))
        office.driver.tell(WindowClosed(PLAN))
        async with asyncio.TaskGroup() as group:
            work = group.create_task(office.driver.run())
            await until(lambda: office.asked)
            office.driver.tell(WindowClosed(PLAN))
            office.driver.answer(Persisted(1))
            await turns()
            assert office.window.take() == []
            office.disk.set()
            await until(lambda: len(office.window) == 3)
            assert office.window.take() == [fx.NewWriter(PLAN), shown, shown]
            work.cancel()

    run(main())


def test_run9_the_engine_is_woken_when_it_asked_to_be() -> None:
    """RUN-9."""

    async def main() -> None:
        office = Office()
        office.engine.rules = {LinkUp: lambda event: (fx.WakeAt(office.clock.time + 3),)}
        async with office.at_work():
            await until(lambda: 3.0 in [round(wait, 3) for wait in office.clock.waits])
            assert Tick() not in office.engine.seen
            office.clock.forward(3)
            await until(lambda: Tick() in office.engine.seen)
            assert office.engine.seen.count(Tick()) == 1

    run(main())


class Panic(BaseException):
    """As the library of the documents raises it."""


@pytest.mark.parametrize("error", [ValueError, Panic])
def test_run9_an_engine_that_fails_ends_the_work_and_not_whoever_brought_the_event(error: type[BaseException]) -> None:
    """RUN-9."""

    def fail(_event: Event) -> Sequence[fx.Effect]:
        raise error

    async def main() -> None:
        office = Office()
        office.engine.rules = {WindowClosed: fail}
        work = asyncio.ensure_future(office.driver.run())
        await turns()
        office.driver.tell(WindowClosed(PLAN))
        await until(work.done)
        assert isinstance(work.exception(), error)
        office.driver.tell(WindowClosed(PLAN))
        assert office.engine.seen == [WindowClosed(PLAN)]

    run(main())


def test_run9_a_window_that_does_not_read_slows_the_network() -> None:
    """RUN-9, TRA-2: what waits is bounded, and nothing is lost."""

    async def main() -> None:
        office = Office(limit=4)
        office.engine.rules = {FrameReceived: lambda event: (fx.ApplyUpdate(PLAN, "device", b"x"),)}
        async with office.at_work() as theirs:
            sent, got = 0, 0
            async with asyncio.TaskGroup() as group:

                async def send() -> None:
                    nonlocal sent
                    for _ in range(3_000):
                        await theirs.send(encode_frame(fr.Leave(PLAN)))
                        sent += 1

                task = group.create_task(send())
                await until(lambda: len(office.window) == 4)
                await turns(100)
                assert not task.done()
                assert sent < driver_module.MAX_EVENTS + 600
                while got < 3_000:
                    got += len(office.window.take())
                    await turns()
            assert (sent, got) == (3_000, 3_000)

    run(main())


def test_run4_an_older_status_gives_way() -> None:
    """RUN-4."""

    async def main() -> None:
        office = Office()
        office.engine.rules = {
            WindowClosed: lambda event: tuple(
                fx.StatusChanged(PLAN, fx.DocumentStatus(unsent=number)) for number in range(9)
            ),
            DocumentReleased: lambda event: (
                fx.PresenceChanged(PLAN, "ana", None),
                fx.PresenceChanged(PLAN, "ben", None),
            ),
        }
        async with office.at_work():
            await office.driver.feed(WindowClosed(PLAN))
            await office.driver.feed(DocumentReleased(PLAN))
            await until(lambda: len(office.window) == 3)
            assert office.window.take() == [
                fx.StatusChanged(PLAN, fx.DocumentStatus(unsent=8)),
                fx.PresenceChanged(PLAN, "ana", None),
                fx.PresenceChanged(PLAN, "ben", None),
            ]

    run(main())


def test_run2_what_a_window_does_not_take_any_more_ends_nothing() -> None:
    """RUN-2, RUN-9: while the program ends, what came is still stored and answered; what would be shown is in the library."""

    async def main() -> None:
        office = Office(limit=1)
        link: list[str] = []
        rows = (SealedMark(PLAN, "w", 1),)
        shown = fx.ApplyUpdate(PLAN, "device", b"x")
        office.engine.rules = {
            LinkUp: lambda event: link.append(event.link) or (),  # type: ignore[attr-defined, func-returns-value]
            FrameReceived: lambda event: (shown, shown, fx.Persist(1, rows)),
            Persisted: lambda event: (shown, fx.Send(link[0], fr.Ack((fr.Acknowledged(1, 1),)))),
        }
        async with office.at_work() as theirs:
            await theirs.send(encode_frame(fr.Append(PLAN, 1, b"envelope")))
            await until(lambda: len(office.window) == 1)
            office.window.close()
            assert decode_frame(await theirs.receive()) == fr.Ack((fr.Acknowledged(1, 1),))
            assert office.window.take() == [shown]

    run(main())
