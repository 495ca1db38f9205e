"""One workspace at work: its engine on the network thread, its news on the GUI thread.

Everything here is called on the GUI thread but for what is named so. What crosses is frozen: events out, effects in, and the
folded state of the membership log, which is replaced and never changed.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.collaboration.network.inbox import Inbox
from app.collaboration.network.library_rows import LibraryRows
from app.collaboration.shared_diagram import OpenEffect
from app.collaboration.status_line import Paths
from canvas.model.merging import merged
from sync.engine.effects import Answered, CardsChanged, MembershipChanged, Tell
from sync.engine.events import Asked, DocumentLoaded, Event, PresenceShown
from sync.engine.intents import Intent
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.state import WorkspaceState
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.loop_clock import LoopClock
from sync.runtime.network_thread import NetworkThread
from sync.runtime.row_keeper import RowKeeper
from sync.store.library import Library
from sync.transports.link import Link

GIVE_SECONDS = 2.0
"""How long the window waits for room in the queue to the engine."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who is told what, on the GUI thread.

    Attributes:
        effect: what the engine asks of an open diagram.
        members: roles or names are different now.
        warned: what the user should hear.
    """

    effect: Callable[[OpenEffect], None]
    members: Callable[[], None]
    warned: Callable[[Tell], None]


class WorkspaceAtWork:
    """A workspace of this library.

    Attributes:
        workspace: its id.
        user: own user id in it.
        names: names of people by user id.
        paths: which ways to others there should be.
        documents: its diagrams that are kept in step.
    """

    def __init__(
        self, thread: NetworkThread, library: Library, workspace: str, now_ms: Callable[[], int], listeners: Listeners
    ) -> None:
        """Start the engine with what the library holds; returns when it runs.

        Args:
            thread: runs.
            library: holds the workspace.
            workspace: its id.
            now_ms: clock, Unix milliseconds.
            listeners: who is told.

        Raises:
            KeyError: the library does not know the workspace.
        """
        self._thread, self._library, self._listeners = thread, library, listeners
        stored = library.submit(lambda store: store.shared.load_workspace(workspace)).result()
        if stored is None:
            raise KeyError(workspace)
        self.workspace, self.user = workspace, stored.row.user
        self.names: Mapping[str, str] = {}
        self.paths = Paths()
        self.documents: set[str] = set()
        self._requests: dict[int, Callable[[int, ErrorCode | None], None]] = {}
        self._count = 0
        self._inbox: Inbox[ForWindow] = Inbox(self._take)
        self._more = asyncio.Event()
        self._events: Handoff[Event] = Handoff(lambda: thread.call(self._more.set))
        clock, chance = LoopClock(), random.SystemRandom()
        identity = library.info.identity
        started = threading.Event()

        async def run() -> None:
            self._engine = WorkspaceEngine(identity, stored, merged, chance, clock.now(), now_ms())
            ports = DriverPorts(clock, self._inbox.handoff, lambda _document, _device, _payload: None)
            driver = WorkspaceDriver(self._engine, ports)
            self._desk = LinkDesk(driver.feed, clock, lambda _links: None)
            rows = RowKeeper(LibraryRows(library), driver.answer, clock, chance, lambda _error: None)
            driver.attach(self._desk, rows)
            started.set()
            async with asyncio.TaskGroup() as group:
                for work in (driver.run(), rows.run(), self._pass_on(driver)):
                    group.create_task(work)

        thread.spawn(f"workspace {workspace[:8]}", run)
        started.wait()
        for document in stored.documents:
            self.load(document)

    def close(self) -> None:
        """Tell nobody anything more; the thread's owner stops the rest."""
        self._events.close()
        self._inbox.close()

    @property
    def state(self) -> WorkspaceState:
        """What the membership log says."""
        return self._engine.state

    def tell(self, event: Event) -> None:
        """Hand an event to the engine; what a user does now replaces what was not said yet."""
        if isinstance(event, PresenceShown):
            self._events.offer(event, ("presence", event.document))
        else:
            self._events.give(event, GIVE_SECONDS)

    def ask(self, intent: Intent, then: Callable[[int, ErrorCode | None], None]) -> None:
        """Ask for a change of the workspace; `then` gets the operation's place in the log, or why there is none."""
        self.tell(Asked(self.expect(then), intent))

    def expect(self, then: Callable[[int, ErrorCode | None], None]) -> int:
        """Return the number of a request; `then` is called with what became of it."""
        self._count += 1
        self._requests[self._count] = then
        return self._count

    def load(self, document: str) -> None:
        """Keep a diagram in step that the library says is shared."""
        stored = self._library.submit(lambda store: store.shared.load_document(document)).result()
        if stored is not None:
            self.documents.add(document)
            self.tell(DocumentLoaded(stored))

    async def serve(self, link: Link) -> None:
        """Use a link until it ends; on the network thread.

        Raises:
            LinkClosed: it ended.
        """
        await self._desk.serve(link)

    async def _pass_on(self, driver: WorkspaceDriver) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            for event in self._events.take():
                await driver.feed(event)

    def _take(self, effect: ForWindow) -> None:
        if isinstance(effect, MembershipChanged | CardsChanged):
            self._listeners.members()
        elif isinstance(effect, Tell):
            self._listeners.warned(effect)
        elif isinstance(effect, Answered):
            then = self._requests.pop(effect.request, None)
            if then is not None:
                then(effect.seq, effect.error)
        else:
            self._listeners.effect(effect)
