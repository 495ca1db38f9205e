"""A device at work on a workspace of a relay: a real store, a real engine, all real paths; only the window is small."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.errors import LinkClosed
from sync.protocol.presence import Activity, Presence
from sync.runtime.driver import ForWindow
from sync.runtime.handoff import Handoff
from sync.runtime.loop_clock import LoopClock
from sync.runtime.relay_keeper import RelayAccess
from sync.runtime.status import PathsStatus
from sync.runtime.store_rows import StoreRows
from sync.runtime.workspace_run import RunPorts, WorkspaceRun
from sync.store.writer import StoreThread
from sync.transports.link import Link, PathKind
from sync.transports.relay_path import PathState
from sync.transports.relay_ws import RelayAddress
from tests.support.loop import until
from tests.support.offices import Office, merged
from tests.support.relay_town import RelayedLog, Town


class Seat(Office):
    """One device; ``at_work`` runs it."""

    def __init__(self, name: str, town: Town, log: RelayedLog) -> None:
        person = town.people[name].person
        self.town = town
        self.happened: deque[ev.Event] = deque()
        self.more = asyncio.Event()
        self.paths: list[PathsStatus] = []
        super().__init__(name, person.laptop, person.user, log, 1, town.url)  # type: ignore[arg-type]

    def _open(self) -> None:
        """The engine is made when the work begins."""

    def tell(self, event: ev.Event) -> None:
        """Let something happen."""
        self.happened.append(event)
        self.more.set()

    @asynccontextmanager
    async def at_work(self, *, direct: bool = True) -> AsyncIterator[WorkspaceRun]:
        """Work until the end of the block.

        Args:
            direct: whether documents are said to be shown, so that direct channels are opened.
        """
        thread = StoreThread(lambda: self.store)
        loop = asyncio.get_running_loop()
        self.window: Handoff[ForWindow] = Handoff(lambda: loop.call_soon_threadsafe(self.more.set))
        stored = self.store.shared.load_workspace(self.workspace)
        assert stored is not None
        ports = RunPorts(
            LoopClock(),
            random.Random(self.name),
            _unix_ms,
            merged,
            StoreRows(thread),
            self.window,
            self._keep_copy,
            self.paths.append,
        )
        try:
            async with self.town.tokens(self.name) as tokens, asyncio.TaskGroup() as group:
                self.run = WorkspaceRun(self.identity, stored, ports)
                self.access = RelayAccess(RelayAddress(self.town.url, self.town.key), tokens)
                self.run.use_relay(self.access)
                tasks = [group.create_task(work) for work in (self.run.run(), self._turn(direct))]
                for document in stored.documents:
                    self.take_part(document)
                yield self.run
                for task in tasks:
                    task.cancel()
        finally:
            thread.close()

    async def _keep_copy(self, effect: ef.KeepCopy) -> None:
        self.told.append(effect)

    async def serve(self, link: Link) -> None:
        """Use a link until it ends."""
        try:
            await self.run.serve(link)
        except LinkClosed:
            return

    def ask(self, intent: Any) -> int:
        """Ask for a change of the workspace; return the number under which the answer comes."""
        number = len(self.answers) + 1_000
        self.tell(ev.Asked(number, intent))
        return number

    async def answered(self, number: int) -> ef.Answered:
        """Return what became of a change."""
        await until(lambda: any(one.request == number for one in self.answers))
        return next(one for one in self.answers if one.request == number)

    async def done(self, intent: Any) -> ef.Answered:
        """Ask for a change, once the relay can be asked, and wait for it."""
        await until(lambda: self.run.status.relay is not None and self.run.engine._links)
        return await self.answered(self.ask(intent))

    @property
    def relay_state(self) -> PathState | None:
        """What the relay's path does."""
        relay = self.run.status.relay
        return None if relay is None else relay.state

    @property
    def peers(self) -> Mapping[PathKind, int]:
        """Devices that are linked, by kind of path."""
        return self.run.status.peers

    async def _turn(self, direct: bool) -> None:
        while True:
            self.more.clear()
            while self.happened:
                event = self.happened.popleft()
                if direct or not isinstance(event, ev.WindowOpened):
                    await self.run.feed(event)
                else:
                    await self.run._driver.feed(event)
                if direct and isinstance(event, ev.WindowOpened):
                    await self.run.feed(ev.PresenceShown(event.document, Presence(1, Activity.HERE, self.name, 1)))
            for effect in self.window.take():
                self._acts.get(type(effect), self.told.append)(effect)
            if not self.happened:
                await self.more.wait()


def _unix_ms() -> int:
    return time.time_ns() // 1_000_000
