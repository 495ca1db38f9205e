"""One workspace at work: its engine and its paths on the network thread, its news on the GUI thread.

Everything here is called on the GUI thread but for what is named so. What crosses is frozen: events out, effects in, and the
folded state of the membership log, which is replaced and never changed.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Mapping, Set
from contextlib import suppress

from PySide6.QtCore import QCoreApplication

from app.account.face import Face
from app.collaboration.network.cards import Cards
from app.collaboration.network.heard_names import HeardNames
from app.collaboration.network.inbox import Inbox
from app.collaboration.network.kept_copies import CopyKeeper, CopyKept
from app.collaboration.network.news import Call, Listeners, News
from app.collaboration.network.presence_numbers import presence_from
from app.collaboration.network.room_keys import newest_room_keys
from app.collaboration.network.team_diagrams import TeamDiagrams
from app.collaboration.network.team_pictures import PictureWays, TeamPictures
from app.collaboration.people import Naming
from app.collaboration.status_line import Paths
from app.collaboration.workspace_words import orders_itself, workspace_title
from canvas.model.merging import merged
from sync.engine.effects import Answered, CardsChanged, JoinersChanged, MembershipChanged, PicturesChanged, Tell
from sync.engine.events import Asked, Event, PresenceShown
from sync.engine.intents import Intent
from sync.engine.records import StoredWorkspace, WorkspaceRow
from sync.errors import NetworkStopped, StorageError
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.state import WorkspaceState
from sync.runtime.event_line import EventLine
from sync.runtime.loop_clock import LoopClock
from sync.runtime.network_thread import NetworkThread
from sync.runtime.relay_keeper import RelayAccess
from sync.runtime.status import PathsStatus
from sync.runtime.store_rows import StoreRows
from sync.runtime.wake_watch import Change
from sync.runtime.workspace_run import RunPorts, WorkspaceRun
from sync.store.library import Library
from sync.transports.link import Link, PathKind


class WorkspaceAtWork:
    """A workspace of this library.

    Attributes:
        workspace: its id.
        user: own user id in it.
        relay: address of its relay; "" for one without.
        naming: what people and the workspace are called, from their cards.
        status: which paths are up.
        putting: diagrams of this library that are on their way into it.
        previews: small pictures of its diagrams.
        came_home: called when it uses no relay any more.
        unnoted: called when the disk does not take that.
        log_moved: called when the membership log says more than before.
        asked_for: called when others ask to be let in than before.
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
        self._thread, self._library, self._listeners, self._now_ms = thread, library, listeners, now_ms
        stored = library.submit(lambda store: store.shared.load_workspace(workspace)).result()
        if stored is None:
            raise KeyError(workspace)
        self.workspace, self.user, self.relay = workspace, stored.row.user, stored.row.relay
        self.naming, self.status = Naming(), PathsStatus()
        self.putting: set[str] = set()
        self.came_home: Callable[[], None] = lambda: None
        self.unnoted: Callable[[StorageError], object] = lambda _error: None
        self.log_moved: Callable[[], None] = lambda: None
        self.asked_for: Callable[[], None] = lambda: None
        self._waiting: list[Callable[[], None]] = []
        self._goes_home = False
        self._own_name, self._own_face, self._heard = "", Face(), HeardNames(library, workspace, now_ms)
        self._colors: Mapping[str, str] = {}
        self._rooms, self._count = 0, 0
        self._requests: dict[int, Callable[[int, ErrorCode | None], None]] = {}
        self._inbox: Inbox[News] = Inbox(self._take)
        self._line = EventLine(thread.call)
        self._start(stored, now_ms)
        ways = PictureWays(self._give, thread.call, self.on_gui, listeners.arrived, lambda: self._cards, now_ms)
        self.previews = TeamPictures(library, ways)
        self._diagrams = TeamDiagrams(library, workspace, self._give, listeners.arrived, self.on_gui)
        self._diagrams.start(stored)

    def _start(self, stored: StoredWorkspace, now_ms: Callable[[], int]) -> None:
        started = threading.Event()
        first = presence_from(self._library, self.workspace, now_ms())

        async def run() -> None:
            rows, clock, tell = StoreRows(self._library.thread), LoopClock(), lambda paths: self._tell(paths, "paths")
            keep = CopyKeeper(self._library, self._copy_kept, clock).keep
            give = self._inbox.handoff  # It takes news of every kind; the engine's are among them.
            chance = random.SystemRandom()
            ports = RunPorts(clock, chance, now_ms, merged, rows, give, keep, tell, presence_from=first)  # type: ignore[arg-type]
            self._run = WorkspaceRun(self._library.info.identity, stored, ports)
            self._cards = Cards(self._run, self._library.info.identity, self.workspace, self.user)
            started.set()
            async with asyncio.TaskGroup() as group:
                for work in (self._run.run(), self._line.run(self._run)):
                    group.create_task(work)

        self._thread.spawn(f"workspace {self.workspace[:8]}", run)
        started.wait()

    def close(self) -> None:
        """Tell nobody anything more; the thread's owner stops the rest."""
        self.previews.close()
        self._line.handoff.close()
        self._inbox.close()

    @property
    def documents(self) -> Set[str]:
        """Its diagrams that are in this library."""
        return self._diagrams.documents

    @property
    def state(self) -> WorkspaceState:
        """What the membership log says."""
        return self._run.engine.state

    @property
    def ended_by(self) -> str:
        """The user who took the place of this device in it, which may be the own one; "" while it has one."""
        return self._run.engine.ended_by

    @property
    def remover(self) -> str:
        """What the other one is called who took this person's place; "" while it was nobody."""
        by = self.ended_by
        return "" if by in {"", self.user} else self.names.get(by) or QCoreApplication.translate("Team", "Somebody")

    @property
    def names(self) -> Mapping[str, str]:
        """Names of people by user id."""
        own = {self.user: self._own_name} if self._own_name else {}
        return {**self._heard.people, **own, **self.naming.people}

    @property
    def colors(self) -> Mapping[str, str]:
        """Colours of people by user id; guests do not know who wants which."""
        return self._colors

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Pictures of people by user id, from their cards."""
        own = {self.user: self._own_face.picture} if self._own_face.picture else {}
        return {**own, **self.naming.pictures}

    @property
    def title(self) -> str:
        """What the workspace is called wherever it is named."""
        return workspace_title(self.naming.workspace, self.relay, self.state, self.user, self.names)

    @property
    def paths(self) -> Paths:
        """Which ways to others there are."""
        relay, network = self.status.relay, self._rooms > 0 or self.status.peers.get(PathKind.LAN, 0) > 0
        return Paths(bool(self.relay), network, "" if relay is None else str(relay.state.value))

    def call_me(self, name: str, face: Face) -> None:
        """Be called so and look so where others see it; it goes onto the own card once there is a key for it."""
        self._own_name, self._own_face = name, face
        self._thread.call(self._read_names)

    def change_me(self, name: str = "", face: Face | None = None) -> None:
        """Have another name ("": the same) or another face (None: the same) from now on; the own card is written anew.

        Only a change is told: a device that knows older values than another one of the same person does not bring them back.
        """
        self._own_name, self._own_face = name or self._own_name, face or self._own_face
        self._thread.call(lambda: self._change_me(name, face))
        self._listeners.members()

    def know(self, user: str, name: str) -> None:
        """Call somebody this while there is no card."""
        if user not in self.naming.people and self._heard.hear(user, name):
            self._listeners.members()

    def room_opened(self, *, closed: bool = False) -> None:
        """Count rooms of the local network that this workspace is reached through."""
        self._rooms = max(0, self._rooms + (-1 if closed else 1))
        self._listeners.members()

    def rename(self, name: str) -> None:
        """Give the workspace a name; who may not is refused by everybody else."""
        self._thread.call(lambda: self._cards.rename_workspace(name))

    # ------------------------------------------------------------------ the relay

    def use_relay(self, access: RelayAccess | None) -> None:
        """Keep this relay connected from now on, or none."""
        self._thread.call(lambda: self._run.use_relay(access))

    def move_to(self, relay: str) -> None:
        """Note, durably, that the workspace has this relay.

        Raises:
            StorageError: the disk refuses; everything is as before.
        """
        row = WorkspaceRow(self.workspace, self.user, relay)
        self._library.submit(lambda store: store.shared.write([row])).result()
        self.relay = relay
        self._thread.call(lambda: self._run.engine.has_relay(bool(relay)))

    def go_home(self) -> None:
        """Use no relay any more once a device of the workspace orders its log: people meet in a local network.

        While the disk does not take that, it is told, and tried again with the next news of the log or of the paths.
        """
        self._goes_home = bool(self.relay) and orders_itself(self.state)
        if not self._goes_home:
            return
        try:
            self.move_to("")
        except StorageError as error:
            self.unnoted(error)
            return
        self._goes_home = False
        self.use_relay(None)
        self.came_home()

    def try_again(self) -> None:
        """Try the relay again at once."""
        self._thread.call(lambda: self._run.try_again())

    def when_up(self, action: Callable[[], None]) -> None:
        """Do something once the workspace can be changed: its relay is connected, or this device orders it."""
        if not self.relay or self.status.linked:
            action()
        else:
            self._waiting.append(action)

    def surroundings_changed(self, change: Change) -> None:
        """Note that the machine woke, or is in another network; on the network thread."""
        self._run.surroundings_changed(change)

    # ------------------------------------------------------------------ the engine

    def tell(self, event: Event) -> None:
        """Hand an event to the engine; what a user does now replaces what was not said yet. After the end nobody hears it."""
        self._diagrams.noticed(event)
        self._give(event)

    def _give(self, event: Event) -> None:
        with suppress(NetworkStopped):  # What is stored after the end leaves at the next start.
            if isinstance(event, PresenceShown):
                self._line.handoff.offer(event, ("presence", event.document))
            else:
                # Never lost: others build on edits, of which the library bounds how many wait, and nothing says the rest again.
                self._line.handoff.push(event)

    def ask(self, intent: Intent, then: Callable[[int, ErrorCode | None], None]) -> None:
        """Ask for a change of the workspace; `then` gets the operation's place in the log, or why there is none."""
        self.tell(Asked(self.expect(then), intent))

    def expect(self, then: Callable[[int, ErrorCode | None], None]) -> int:
        """Return the number of a request; `then` is called with what became of it."""
        self._count += 1
        self._requests[self._count] = then
        return self._count

    def on_gui(self, action: Callable[[], None]) -> None:
        """Run something on the GUI thread, soon; from any thread. After the end nothing is run."""
        with suppress(NetworkStopped):
            self._inbox.handoff.push(Call(action))  # Each answers something that was asked for once.

    def hold(self, document: str) -> None:
        """Keep a diagram of the workspace in step from now on, if it is not already."""
        self._diagrams.hold(document)

    def load(self, document: str) -> None:
        """Keep a diagram in step that the library says is shared."""
        self._diagrams.load(document)

    def began(self, document: str) -> None:
        """Take in that a diagram of this library is shared from now on: the engine has it."""
        self._diagrams.began(document)

    def say_title(self, document: str, title: str, *, again: bool = False) -> None:
        """Write a diagram's title where those see it who do not keep it in step; `again`: also in place of what stands there."""
        if title:
            self._thread.call(lambda: self._cards.say_title(document, title, self._now_ms(), again=again))

    def room_keys(self, document: str) -> list[bytes]:
        """Return the keys with which rooms of a diagram are marked: the newest one, and the one before; on the network thread."""
        return newest_room_keys(self._run.engine, document)

    @property
    def linked_nearby(self) -> bool:
        """Whether somebody is linked in the local network; on the network thread."""
        return self._run.status.peers.get(PathKind.LAN, 0) > 0

    async def serve(self, link: Link) -> None:
        """Use a link until it ends; on the network thread.

        Raises:
            LinkClosed: it ended.
        """
        await self._run.serve(link)

    # ------------------------------------------------------------------ on the network thread

    async def _copy_kept(self, kept: CopyKept) -> None:
        with suppress(NetworkStopped):  # The window is closing; the copy is in the library.
            await self._inbox.handoff.put(Call(lambda: self._listeners.kept(kept)))

    def _tell(self, news: News, key: str) -> None:
        with suppress(NetworkStopped):  # The window is closing; what is true now is shown to nobody.
            # Nothing says it again, and of each kind only the newest waits.
            self._inbox.handoff.push(news, key)

    def _read_names(self) -> None:
        self._tell(self._cards.read(self._own_name, self._own_face), "naming")

    def _change_me(self, name: str, face: Face | None) -> None:
        self._tell(self._cards.change(name, face, self._own_name), "naming")

    # ------------------------------------------------------------------ on the GUI thread

    def _take(self, news: News) -> None:
        if isinstance(news, MembershipChanged):
            self._follow_log()
        elif isinstance(news, CardsChanged | PicturesChanged | JoinersChanged):
            self._others_changed(news)
        elif isinstance(news, Naming):
            self.naming = news
            self._colors = news.colors(self.state.members)
            self._diagrams.take_titles(news.diagrams)
            self._listeners.members()
        elif isinstance(news, PathsStatus):
            self._paths_changed(news)
        elif isinstance(news, Call):
            news.action()
        elif isinstance(news, Tell):
            self._listeners.warned(news)
        elif isinstance(news, Answered):
            then = self._requests.pop(news.request, None)
            if then is not None:
                then(news.seq, news.error)
        else:
            self._diagrams.note(news)
            self._listeners.effect(news)

    def _paths_changed(self, status: PathsStatus) -> None:
        self.status = status
        if self._goes_home:  # Else it may be on its way to a relay that its log does not name here yet.
            self.go_home()
        waiting, self._waiting = (self._waiting, []) if status.linked else ([], self._waiting)
        for action in waiting:
            action()
        self._listeners.members()

    def _others_changed(self, news: CardsChanged | PicturesChanged | JoinersChanged) -> None:
        if isinstance(news, PicturesChanged):
            self.previews.came(news.documents)
        elif isinstance(news, JoinersChanged):
            self.asked_for()
        else:
            self._thread.call(self._read_names)

    def _follow_log(self) -> None:
        self.go_home()
        self.log_moved()
        self.take_in_new()
        self._thread.call(self._read_names)
        self._listeners.members()

    def take_in_new(self) -> None:
        """List the diagrams of the workspace that one may read, and keep as many as possible in step."""
        self._diagrams.take_in_new(self.state, self.user, self.putting)
        self._diagrams.take_titles(self.naming.diagrams)
