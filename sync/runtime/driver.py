"""One workspace at work on the network thread: events into its engine, effects out of it, in order.

Events of the window, of links, of the library and of the clock go through one queue, so that the engine has one thread and
one order. Effects for the window go over a handoff; while the window does not take them, or the library is slow, no more is
read from the network. A workspace has links of its own, one to its relay among them: requests are numbered per engine.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from sync.engine import effects as fx
from sync.engine.events import Event, Tick
from sync.errors import NetworkStopped
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.row_keeper import RowKeeper
from sync.transports.clock import Clock

MAX_EVENTS = 1_024
"""Events from outside that wait; whoever brings more waits."""

MAX_ROWS = 256
"""Effects that wait for the library; above it nothing is read from links."""

ForWindow: TypeAlias = (
    fx.ApplyUpdate
    | fx.ReplaceDocument
    | fx.NewWriter
    | fx.TakeSnapshot
    | fx.ReadState
    | fx.StatusChanged
    | fx.PresenceChanged
    | fx.MembershipChanged
    | fx.CardsChanged
    | fx.JoinersChanged
    | fx.PicturesChanged
    | fx.Tell
    | fx.Answered
)
"""Effects that the window's thread carries out."""


class Engine(Protocol):
    """What ``sync.engine.workspace.WorkspaceEngine`` offers the driver."""

    def handle(self, event: Event, now: float) -> Sequence[fx.Effect]:
        """Take what happened; return what to do, in order."""


@dataclass(frozen=True, slots=True)
class DriverPorts:
    """What a driver works with.

    Attributes:
        clock: Measures time.
        window: Takes effects for the window.
        signal: Takes signalling messages (document, device, sealed message).
        keep: Keeps a copy of what the library holds of a document. Returns when that is durable: what is carried out next
            may replace it.
        watch: Told of every effect that goes to the window; must not wait.
    """

    clock: Clock
    window: Handoff[ForWindow]
    signal: Callable[[str, str, bytes], None]
    keep: Callable[[fx.KeepCopy], Awaitable[None]]
    watch: Callable[[ForWindow], None] = lambda _effect: None


class WorkspaceDriver:
    """Feeds one engine.

    What comes is handled where it comes from, at once: every turn of a task in between would cost a turn of the event loop, in which
    the window's thread may take the interpreter away. Only what has to be waited for is left to ``run``.
    """

    def __init__(self, engine: Engine, ports: DriverPorts) -> None:
        """Make it; ``attach`` gives it links and library, ``run`` lets it work."""
        self._engine = engine
        self._ports = ports
        self._outside: deque[Event] = deque()
        self._inside: deque[Event] = deque()
        self._late: deque[fx.Effect] = deque()
        self._free = False
        self._failure: BaseException | None = None
        self._changed = asyncio.Event()
        self._room = asyncio.Event()
        self._wake_at: float | None = None
        self._wakes_at: float | None = None
        self._links: LinkDesk | None = None
        self._rows: RowKeeper | None = None

    def attach(self, links: LinkDesk, rows: RowKeeper) -> None:
        """Give it what carries out its effects; both feed it in turn."""
        self._links, self._rows = links, rows

    async def feed(self, event: Event) -> None:
        """Give it an event from outside, waiting while it has too much to do."""
        while not self.offer(event):
            self._room.clear()
            await self._room.wait()

    def offer(self, event: Event) -> bool:
        """Give it an event from outside if it has not too much to do; return whether it took it."""
        if len(self._outside) >= MAX_EVENTS or self._busy():
            return False
        self.tell(event)
        return True

    def tell(self, event: Event) -> None:
        """Give it an event from outside that cannot wait: that a link is gone. It comes after those that were fed before."""
        self._outside.append(event)
        self._work()

    def answer(self, event: Event) -> None:
        """Give it the answer to one of its effects: never waits, since the engine may hold up others for it."""
        self._inside.append(event)
        self._work()

    async def run(self) -> None:
        """Let it work until cancelled."""
        self._free = True
        try:
            while True:
                self._changed.clear()
                self._wakes_at = self._ports.clock.now()
                self._work()
                if self._failure is not None:
                    raise self._failure
                if self._late:
                    await self._catch_up()
                else:
                    await self._wait()
        finally:
            self._free = False

    def _work(self) -> None:
        """Handle what waits, unless that is being done, or something has to be waited for first."""
        if not self._free or self._late:
            return
        self._free = False
        try:
            while not self._late and (event := self._next()) is not None:
                self._carry_out(self._engine.handle(event, self._ports.clock.now()))
                self._room.set()
        except BaseException as error:  # noqa: BLE001 - also a panic ends ``run``, and not whoever brought the event.
            self._failure = error
            self._changed.set()
        else:
            self._free = True

    def _busy(self) -> bool:
        return self._rows is not None and self._rows.waiting >= MAX_ROWS

    def _next(self) -> Event | None:
        if self._inside:
            return self._inside.popleft()
        if self._wake_at is not None and self._ports.clock.now() >= self._wake_at:
            self._wake_at = None
            return Tick()
        return self._outside.popleft() if self._outside else None

    async def _wait(self) -> None:
        """Wait for something to do here; a time that is put off is waited for anew when the earlier one has come."""
        self._wakes_at = self._wake_at
        if self._wakes_at is None:
            await self._changed.wait()
        else:
            await self._ports.clock.wait(self._changed, max(0.0, self._wakes_at - self._ports.clock.now()))

    async def _catch_up(self) -> None:
        """Carry out what has to be waited for, and what comes after it."""
        while self._late:
            effect = self._late[0]
            if not self._carried_out(effect):
                await self._wait_for(effect)
            self._late.popleft()

    async def _wait_for(self, effect: fx.Effect) -> None:
        if isinstance(effect, fx.KeepCopy):
            await self._ports.keep(effect)
            return
        while not self._carried_out(effect):
            await self._ports.window.wait_for_room()

    def _carry_out(self, effects: Sequence[fx.Effect]) -> None:
        for at, effect in enumerate(effects):
            if not self._carried_out(effect):
                self._late.extend(effects[at:])
                self._changed.set()
                return

    def _carried_out(self, effect: fx.Effect) -> bool:
        """Carry an effect out; return False if that has to be waited for."""
        if isinstance(effect, fx.Send):
            if self._links is not None:
                self._links.send(effect.link, effect.frame)
        elif isinstance(effect, fx.Persist | fx.ReadEnvelopes):
            if self._rows is not None:
                self._rows.add(effect)
        elif isinstance(effect, fx.WakeAt):
            self._wake(effect.at)
        elif isinstance(effect, fx.SignalReceived):
            self._ports.signal(effect.document, effect.device, effect.payload)
        elif isinstance(effect, fx.KeepCopy):
            return False
        else:
            return self._shown(effect)
        return True

    def _shown(self, effect: ForWindow) -> bool:
        try:
            taken = self._ports.window.offer(effect, _key(effect))
        except NetworkStopped:
            return True  # The window is closing; the library holds what it would have shown, and the rest of the work goes on to the end.
        if taken:
            self._ports.watch(effect)
        return taken

    def _wake(self, at: float | None) -> None:
        self._wake_at = at
        if at is not None and (self._wakes_at is None or at < self._wakes_at):
            self._changed.set()


def _key(effect: ForWindow) -> Hashable | None:
    """Return what an effect replaces while it waits: an older word about the same."""
    if isinstance(effect, fx.PresenceChanged):
        return ("presence", effect.document, effect.device)
    if isinstance(effect, fx.StatusChanged):
        return ("status", effect.document)
    return None
