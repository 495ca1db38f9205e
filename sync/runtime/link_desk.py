"""The open links of one workspace by name: what comes goes to the engine, and what the engine sends goes out.

Who is silent for too long counts as gone.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from sync.engine.events import Event, FrameReceived, LinkDown, LinkKind, LinkUp
from sync.errors import EndReason, LinkClosed
from sync.protocol.errors import ProtocolError
from sync.protocol.frame_codec import EITHER_WAY, TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Batch, Ephemeral, EphemeralItem, Frame, Ping, Pong
from sync.protocol.version import SOCKET_VERSION
from sync.transports.clock import Clock
from sync.transports.greeting import Greeted
from sync.transports.link import Link, PathKind
from sync.transports.mailbox import Mailbox

HEARTBEAT_SECONDS = 5.0
"""A link is asked so often whether it lives."""

SILENT_SECONDS = 15.0
"""A link on which nothing came for so long is ended."""

DOUBT_SECONDS = 3.0
"""A link that is doubted, because the machine slept or changed its network, has so long to answer."""

AT_ONCE = 32
"""Frames of one link that are taken in one turn of the loop, however many have come: other links get theirs."""

OUT_FRAMES = 4_096
OUT_BYTES = 32 << 20
"""What may wait to go out on one link; a link that is slower is ended, and catches up when it comes back."""


class TakesEvents(Protocol):
    """Gives events to the engine, in the order of the calls."""

    async def feed(self, event: Event) -> None:
        """Give it an event, waiting while it has too much to do."""

    def tell(self, event: Event) -> None:
        """Give it an event that cannot wait."""


@dataclass(slots=True)
class _Open:
    link: Link
    out: Mailbox = field(default_factory=lambda: Mailbox(OUT_FRAMES, OUT_BYTES))
    heard: float = 0.0
    why: LinkClosed | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    doubted: asyncio.Event = field(default_factory=asyncio.Event)
    silent: bool = False
    sending: bool = False

    def end(self, why: LinkClosed) -> None:
        """Have it ended, also while the other end takes nothing; the first reason stays."""
        self.why = self.why or why
        self.out.end(why)
        self.ended.set()


class LinkDesk:
    """The links of one workspace."""

    def __init__(self, engine: TakesEvents, clock: Clock, changed: Callable[[Mapping[PathKind, int]], None]) -> None:
        """Start without links.

        Args:
            engine: Takes what happened.
            clock: Measures silence.
            changed: Told how many links there are, by kind, whenever that changes; must not wait.
        """
        self._engine = engine
        self._clock = clock
        self._changed = changed
        self._open: dict[str, _Open] = {}
        self._number = 0

    async def serve(self, link: Link, relay: Greeted | None = None) -> None:
        """Use a link until it ends.

        Args:
            link: An open link whose other end was authenticated.
            relay: What a relay said of itself; None for a device.

        Raises:
            LinkClosed: It ended; this is how it always returns unless it is cancelled.
        """
        self._number += 1
        name = f"{link.info.kind.value} {self._number}"
        opened = self._open[name] = _Open(link, heard=self._clock.now())
        self._tell()
        kind = LinkKind.RELAY if link.info.kind is PathKind.RELAY else LinkKind.PEER
        try:
            carries = link.info.kind is PathKind.LAN
            key, version = (relay.key, relay.version) if relay is not None else (b"", SOCKET_VERSION)
            await self._engine.feed(LinkUp(name, kind, link.info.device or "", key, carries, version))
            await self._until_it_ends(name, opened)
        finally:
            del self._open[name]
            self._tell()
            # Nothing waits here: cancelled meanwhile, this would leave the engine with a link that is up for ever; and it may have ended.
            self._engine.tell(LinkDown(name))

    def send(self, name: str, frame: Frame) -> None:
        """Send a frame; one for a link that is gone is dropped, presence also when the link has enough to do."""
        opened = self._open.get(name)
        if opened is None or opened.out.ended is not None:
            return
        data = encode_frame(frame)
        if _at_once(opened, data) or _may_be_dropped(frame):
            return
        if not opened.out.put_nowait(data):
            opened.end(LinkClosed(EndReason.TOO_SLOW))

    def devices(self, *kinds: PathKind) -> frozenset[str]:
        """Return the devices at the other ends of links of these kinds."""
        infos = (opened.link.info for opened in self._open.values())
        return frozenset(info.device for info in infos if info.kind in kinds and info.device is not None)

    def doubt(self) -> None:
        """Ask every link at once whether it lives: the machine slept, or is in another network."""
        for opened in self._open.values():
            opened.doubted.set()

    async def _until_it_ends(self, name: str, opened: _Open) -> None:
        async def guard(work: Awaitable[None]) -> None:
            try:
                await work
            except LinkClosed as error:
                opened.end(error)

        async with asyncio.TaskGroup() as group:
            works = (self._receive(name, opened), self._send(opened), self._beat(name, opened))
            tasks = [group.create_task(guard(work)) for work in works]
            await opened.ended.wait()
            for task in tasks:
                task.cancel()
        assert opened.why is not None  # noqa: S101 - nothing else sets it off.
        raise opened.why

    async def _receive(self, name: str, opened: _Open) -> None:
        accepted = TO_CLIENT if opened.link.info.kind is PathKind.RELAY else EITHER_WAY
        for number in count(1):
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
            try:
                frame = decode_frame(await opened.link.receive(), accepted)
            except ProtocolError as error:
                raise LinkClosed(EndReason.BROKE_RULES, error.detail) from None
            opened.heard, opened.silent = self._clock.now(), False
            if isinstance(frame, Ping):
                self.send(name, Pong(frame.token))
            elif not isinstance(frame, Pong):
                await self._engine.feed(FrameReceived(name, frame))

    async def _send(self, opened: _Open) -> None:
        while True:
            data = await opened.out.get()
            opened.sending = True
            await opened.link.send(data)
            opened.sending = False

    async def _beat(self, name: str, opened: _Open) -> None:
        token = 0
        while True:
            await self._clock.wait(opened.doubted, HEARTBEAT_SECONDS)
            doubted = opened.doubted.is_set()
            opened.doubted.clear()
            if self._clock.now() - opened.heard >= SILENT_SECONDS:
                raise LinkClosed(EndReason.LOST, "silent for too long")
            token += 1
            opened.silent = True
            self.send(name, Ping(token))
            if doubted:
                await self._clock.wait(opened.ended, DOUBT_SECONDS)
                if opened.silent:
                    raise LinkClosed(EndReason.LOST, "no answer after a change of the network")

    def _tell(self) -> None:
        self._changed(dict(Counter(opened.link.info.kind for opened in self._open.values())))


def _at_once(opened: _Open, data: bytes) -> bool:
    """Send a frame without a turn of a task, if nothing is before it and the link takes it; tell whether it was sent."""
    busy = opened.sending or not opened.out.empty or len(data) > opened.link.max_frame
    return not busy and opened.link.offer(data)


def _may_be_dropped(frame: Frame) -> bool:
    """Tell whether a frame carries presence only."""
    if isinstance(frame, Batch):
        return all(isinstance(item, EphemeralItem) for item in frame.items)
    return isinstance(frame, Ephemeral)
