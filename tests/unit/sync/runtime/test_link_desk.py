"""Links by name: frames in and out, heartbeats, presence that may be dropped."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from sync.engine.events import Event, FrameReceived, LinkDown, LinkKind, LinkUp
from sync.errors import EndReason, LinkClosed
from sync.protocol import frames as fr
from sync.protocol.frame_codec import decode_frame, encode_frame
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.runtime.link_desk import AT_ONCE, DOUBT_SECONDS, HEARTBEAT_SECONDS, LinkDesk
from sync.transports.greeting import Greeted
from sync.transports.link import PathKind
from sync.transports.loopback import LoopbackLink, loopback_pair
from tests.support.loop import ManualClock, run, turns, until

PLAN = "aa" * 16


@dataclass
class Desk:
    """A desk with one link, and what it told."""

    clock: ManualClock = field(default_factory=ManualClock)
    events: list[Event] = field(default_factory=list)
    counts: list[Mapping[PathKind, int]] = field(default_factory=list)
    ended: list[LinkClosed] = field(default_factory=list)
    room: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.room.set()
        self.desk = LinkDesk(self, self.clock, self.counts.append)

    async def feed(self, event: Event) -> None:
        await self.room.wait()
        self.tell(event)

    def tell(self, event: Event) -> None:
        self.events.append(event)

    async def serve(self, link: LoopbackLink) -> None:
        try:
            await self.desk.serve(link, Greeted(1, b"key", MAX_FRAME_BYTES, 0))
        except LinkClosed as error:
            self.ended.append(error)

    @property
    def name(self) -> str:
        first = self.events[0]
        assert isinstance(first, LinkUp)
        return first.link


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Desk, LoopbackLink]]:
    here = Desk()
    ours, theirs = loopback_pair("11" * 16, "22" * 16)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(here.serve(ours))
        await until(lambda: here.events)
        yield here, theirs
        task.cancel()


def test_run9_that_a_link_is_gone_waits_for_nothing() -> None:
    """RUN-9, RUN-1: while the engine has too much to do, or has ended itself."""

    async def main() -> None:
        async with served() as (here, theirs):
            here.room.clear()
            await theirs.send(encode_frame(fr.Leave(PLAN)))
            await turns()
        assert here.events[1:] == [LinkDown(here.name)]

    run(main())


def test_run6_frames_go_both_ways_and_pings_are_answered_here() -> None:
    """RUN-6."""

    async def main() -> None:
        async with served() as (here, theirs):
            assert here.events == [LinkUp(here.name, LinkKind.PEER, "22" * 16, b"key")]
            await theirs.send(encode_frame(fr.Ping(5)))
            assert decode_frame(await theirs.receive()) == fr.Pong(5)
            await theirs.send(encode_frame(fr.Leave(PLAN)))
            await until(lambda: len(here.events) == 2)
            assert here.events[1] == FrameReceived(here.name, fr.Leave(PLAN))
            here.desk.send(here.name, fr.Leave(PLAN))
            assert decode_frame(await theirs.receive()) == fr.Leave(PLAN)
            here.desk.send("a link that is gone", fr.Leave(PLAN))
            await theirs.close()
            await until(lambda: here.ended)
            assert here.events[-1] == LinkDown(here.name)
            assert here.counts == [{PathKind.LOOPBACK: 1}, {}]

    run(main())


def test_run6_what_the_link_takes_leaves_at_once_and_behind_what_waits() -> None:
    """RUN-6: without a turn of the loop; a frame that has to wait is overtaken by none."""

    async def main() -> None:
        async with served() as (here, theirs):
            here.desk.send(here.name, fr.Append(PLAN, 1, b"at once"))
            assert theirs._inbox._frames == deque([encode_frame(fr.Append(PLAN, 1, b"at once"))])
            for number in range(2, 9):
                here.desk.send(here.name, fr.Append(PLAN, number, bytes(1_000_000)))
            for number in range(1, 9):
                await turns()
                here.desk.send(here.name, fr.Append(PLAN, 8 + number, b"small"))
                frame = decode_frame(await theirs.receive())
                assert isinstance(frame, fr.Append)
                assert frame.request == number
            rest = [decode_frame(await theirs.receive()) for _ in range(8)]
            assert [frame.request for frame in rest if isinstance(frame, fr.Append)] == list(range(9, 17))

    run(main())


class Slow(LoopbackLink):
    """A link that takes long over what it is given to send, and would take more at once meanwhile."""

    go_on: asyncio.Event

    async def send(self, frame: bytes) -> None:
        await self.go_on.wait()
        await super().send(frame)


def test_run6_nothing_overtakes_a_frame_that_is_being_sent() -> None:
    """RUN-6: whoever is at the other end counts appends in their order."""

    async def main() -> None:
        here = Desk()
        ours, theirs = loopback_pair("11" * 16, "22" * 16)
        slow = Slow("22" * 16, ours._inbox, ours._outbox)
        slow.go_on = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            task = group.create_task(here.serve(slow))
            await until(lambda: here.events)
            large = encode_frame(fr.Append(PLAN, 1, bytes(1_000)))
            here.desk._open[here.name].out.put_nowait(large)
            await turns()
            assert here.desk._open[here.name].out.empty
            here.desk.send(here.name, fr.Append(PLAN, 2, b"small"))
            slow.go_on.set()
            frames = [decode_frame(await theirs.receive()) for _ in range(2)]
            assert [frame.request for frame in frames if isinstance(frame, fr.Append)] == [1, 2]
            task.cancel()

    run(main())


def test_run6_one_link_leaves_the_others_their_turn() -> None:
    """RUN-9: however much has come on it."""

    async def main() -> None:
        async with served() as (here, theirs):
            for _ in range(3 * AT_ONCE):
                theirs._outbox.put_nowait(encode_frame(fr.Leave(PLAN)))
            while len(here.events) == 1:
                turned = asyncio.Event()
                asyncio.get_running_loop().call_soon(turned.set)
                await turned.wait()
            assert len(here.events) <= 1 + 2 * AT_ONCE
            await until(lambda: len(here.events) == 1 + 3 * AT_ONCE)

    run(main())


def test_run6_silence_ends_a_link() -> None:
    """RUN-6."""

    async def main() -> None:
        async with served() as (here, theirs):
            await until(lambda: here.clock._sleepers)
            for _ in range(5):
                here.clock.forward(HEARTBEAT_SECONDS)
                await turns(5)
            await until(lambda: here.ended)
            assert here.ended[0].reason is EndReason.LOST
            assert isinstance(decode_frame(await theirs.receive()), fr.Ping)

    run(main())


def test_run6_nonsense_ends_a_link() -> None:
    """RUN-6, PRO-31."""

    async def main() -> None:
        async with served() as (here, theirs):
            await theirs.send(b"\xff nonsense")
            await until(lambda: here.ended)
            assert here.ended[0].reason is EndReason.BROKE_RULES

    run(main())


def test_run6_presence_is_dropped_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """RUN-6: a link that is busy gets no presence; one that is hopelessly slow ends."""
    monkeypatch.setattr("sync.runtime.link_desk.OUT_BYTES", 1 << 20)

    async def main() -> None:
        async with served() as (here, theirs):
            here.desk.send(here.name, fr.Ephemeral(PLAN, b"first"))
            assert decode_frame(await theirs.receive()) == fr.Ephemeral(PLAN, b"first")
            for number in range(1, 6):
                here.desk.send(here.name, fr.Append(PLAN, number, bytes(1_000_000)))
            here.desk.send(here.name, fr.Ephemeral(PLAN, b"dropped"))
            here.desk.send(here.name, fr.Append(PLAN, 6, bytes(10)))
            frames = [decode_frame(await theirs.receive()) for _ in range(6)]
            assert [frame.request for frame in frames if isinstance(frame, fr.Append)] == [1, 2, 3, 4, 5, 6]
            for number in range(20):
                here.desk.send(here.name, fr.Append(PLAN, number, bytes(1_000_000)))
            await until(lambda: here.ended)
            assert here.ended[0].reason is EndReason.TOO_SLOW

    run(main())


def test_run15_a_doubted_link_is_asked_at_once_and_ended_when_it_says_nothing() -> None:
    """RUN-15."""

    async def main() -> None:
        async with served() as (here, theirs):
            await until(lambda: here.clock._sleepers)
            here.desk.doubt()
            assert isinstance(decode_frame(await theirs.receive()), fr.Ping)
            await theirs.send(encode_frame(fr.Pong(1)))
            await until(lambda: here.clock.waits[-1] == DOUBT_SECONDS)
            await turns(5)
            here.clock.forward(DOUBT_SECONDS)
            await until(lambda: here.clock.waits[-1] == HEARTBEAT_SECONDS)
            assert here.ended == []
            here.desk.doubt()
            await until(lambda: here.clock.waits[-1] == DOUBT_SECONDS)
            here.clock.forward(DOUBT_SECONDS)
            await until(lambda: here.ended)
            assert here.ended[0].reason is EndReason.LOST

    run(main())
