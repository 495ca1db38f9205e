"""Everything that this program shares with others: workspaces at work, rooms in this network, and which diagrams belong to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.account.face import Face
from app.collaboration.network.founding import founded
from app.collaboration.network.kept_rooms import keep_open, kept_open
from app.collaboration.network.neighbourhood import HostedRoom, Joining, Place
from app.collaboration.network.news import Listeners
from app.collaboration.network.returning import Returning
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.room_state import JoinState, RoomState
from app.library.session import LibrarySession
from app.network import ProgramNetwork
from canvas.model.canonical import records_hash
from sync.engine.events import DocumentShared
from sync.engine.intents import NewDiagram, StartAnew
from sync.engine.records import Row, SharingRow
from sync.protocol.documents import successor_of
from sync.protocol.errors import ErrorCode
from sync.protocol.identifiers import new_id
from sync.protocol.membership.access import is_live, newest_generation
from sync.runtime.loop_clock import LoopClock
from sync.runtime.wake_watch import Change, watch
from sync.store.ports import Store
from sync.transports.lan.knocks import Knocks

END_SECONDS = 3.0
"""How long the end of the program waits for rooms to close."""

KNOCK_REST_MS = 60_000
"""It is told at most so often that somebody waits at a room whose dialog is closed, however many come."""


@dataclass
class Together:
    """Lives on the GUI thread; starts the network thread when there is something for it to do.

    Attributes:
        session: the open library.
        network: the network thread; its owner stops it.
        name: how the user is called where others see it.
        place: where rooms are.
        listeners: who is told of news.
        shared: told of a diagram that is shared from now on: a window that shows it is to open it again.
        received: told of a diagram of somebody else that is here now.
        watchers: dialogs that show the room of a diagram now.
        arrived: told when the user has come into somebody's room: its dialog may close.
        begun: told of every workspace that is set to work.
        called: returns what the account calls the user; "" without one.
        face: returns how the user looks to others.
        user: returns the user id with which workspaces are founded and entered from now on.
        reopens: tells whether rooms that were open when the program ended are to be opened again.
        reopened: told of each such diagram whose room is open again.
        strangers: which of them had the person compare digits, at whichever room, however often it was closed.
        knocked: told of a diagram in whose room somebody waits for digits to be compared while no dialog shows them.
        calmed: told of a diagram in whose room nobody does any more, or a dialog shows it.
    """

    session: LibrarySession
    network: ProgramNetwork
    name: str
    place: Place
    listeners: Listeners
    shared: Callable[[str], None]
    received: Callable[[str], None]
    watchers: dict[str, Callable[[RoomState], None]] = field(default_factory=dict)
    arrived: Callable[[], None] = lambda: None
    begun: Callable[[WorkspaceAtWork], None] = lambda _work: None
    user: Callable[[], str] = new_id
    called: Callable[[], str] = str
    face: Callable[[], Face] = Face
    reopens: Callable[[], bool] = lambda: True
    reopened: Callable[[str], None] = lambda _document: None
    knocked: Callable[[str], None] = lambda _document: None
    calmed: Callable[[str], None] = lambda _document: None
    strangers: Knocks = field(default_factory=Knocks)
    _works: dict[str, WorkspaceAtWork] = field(default_factory=dict)
    _rooms: dict[str, HostedRoom] = field(default_factory=dict)
    _knocks: dict[str, int] = field(default_factory=dict)
    _joinings: list[Joining] = field(default_factory=list)
    _returning: Returning | None = None
    _reopened: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Set to work what the library already shares."""
        rows = self.session.library.submit(lambda store: list(store.shared.workspaces())).result()
        for row in rows:
            self._work(row.workspace)
        self.come_back()
        self._reopen(kept_open(self.session.library))
        self._watching = self.network.thread().spawn("surroundings", self._watch)

    def come_back(self) -> None:
        """Look for the rooms that this device may enter as one who is known, from now on; who has none listens to nothing."""
        own = self.session.library.info.identity.entry.signing_public
        if self._returning is None and any(not one.relay and one.state.sequencer != own for one in self.works):
            self._returning = Returning(
                self.network.thread(), self.session.library.info.identity, self.place, self.name, lambda: self.works
            )

    async def _watch(self) -> None:
        """Tell every workspace that the machine woke or is in another network; on the network thread."""

        def told(change: Change) -> None:
            for work in self.works:
                work.surroundings_changed(change)
            if self._returning is not None:
                self._returning.look_again()
            for work in self.works[:1]:
                work.on_gui(self._retry)

        await watch(LoopClock(), lambda: self.session.now_ms() / 1000, told)

    def close(self) -> None:
        """Stop everything; what waits stays in the library. Rooms take back what they announced first."""
        busy: list[HostedRoom | Joining] = [*self._rooms.values(), *self._joinings]
        for one in busy:
            one.close()
        wait([one.ended for one in busy], END_SECONDS)
        for work in self._works.values():
            work.close()

    def team_of(self, document: str) -> WorkspaceAtWork | None:
        """Return the workspace of a shared diagram."""
        return next((work for work in self._works.values() if document in work.documents), None)

    # ------------------------------------------------------------------ rooms of this program

    def room_of(self, document: str) -> RoomState:
        """Return what is true of a diagram's room."""
        room = self._rooms.get(document)
        return room.state if room is not None else RoomState()

    @property
    def works(self) -> tuple[WorkspaceAtWork, ...]:
        """The workspaces at work."""
        return tuple(self._works.values())

    def work(self, workspace: str) -> WorkspaceAtWork | None:
        """Return a workspace at work."""
        return self._works.get(workspace)

    def take_in(self, rows: Sequence[Row], workspace: str) -> WorkspaceAtWork:
        """Keep a workspace in this library, and set it to work."""
        self.session.library.submit(lambda store: store.shared.write(rows)).result()
        return self._works.get(workspace) or self._work(workspace)

    def put_in(self, work: WorkspaceAtWork, document: str, then: Callable[[ErrorCode | None], None]) -> None:
        """Put a diagram of this library into a workspace; `then` gets why that was not possible, or None."""
        work.putting.add(document)

        def placed(_seq: int, error: ErrorCode | None) -> None:
            if error is None:
                self._put_in(work, document, lambda: then(None))
            else:
                work.putting.discard(document)
                then(error)

        work.ask(NewDiagram(document), placed)

    def open_room(self, document: str, changed: Callable[[RoomState], None]) -> None:
        """Share a diagram in this network: found a workspace if there is none, put the diagram in, open a room."""
        work = self.team_of(document) or self._own_workspace()
        if document in work.documents:
            self._host(work, document, changed)
            return

        def placed(error: ErrorCode | None) -> None:
            if error is None:
                self._host(work, document, changed)
            else:
                changed(RoomState(problem=error.name.lower()))

        self.put_in(work, document, placed)

    def close_room(self, document: str) -> None:
        """Let nobody in any more, and disconnect who came; what they have stays with them."""
        room = self._rooms.pop(document, None)
        if room is not None:
            room.close()
            keep_open(self.session.library, self._rooms)

    def room(self, document: str) -> HostedRoom | None:
        """Return the open room of a diagram, for answers and new codes."""
        return self._rooms.get(document)

    def _host(self, work: WorkspaceAtWork, document: str, changed: Callable[[RoomState], None]) -> None:
        counted = False
        work.load(document)

        def told(state: RoomState) -> None:
            nonlocal counted
            if state.open is not counted:
                counted = state.open
                work.room_opened(closed=not counted)
            changed(state)

        self._rooms[document] = HostedRoom(
            self.network.thread(), self.session.library, work, document, self.place, told, self.strangers
        )
        keep_open(self.session.library, self._rooms)

    def show_room(self, document: str, state: RoomState) -> None:
        """Show what is true of a diagram's room in the dialog that shows it, if there is one."""
        watcher = self.watchers.get(document)
        if watcher is not None or state.comparing is None:
            self.calmed(document)
        if watcher is not None:
            watcher(state)
        elif state.comparing is not None and self.session.now_ms() >= self._knocks.get(document, 0) + KNOCK_REST_MS:
            self._knocks[document] = self.session.now_ms()
            self.knocked(document)

    def _reopen(self, documents: Sequence[str]) -> None:
        """Open the rooms again that were open when the program ended, of diagrams that this device still shares so."""
        own = self.session.library.info.identity.entry.signing_public
        for document in documents if self.reopens() else ():
            work = self.team_of(document)
            if work is not None and not work.relay and work.state.sequencer == own:
                self._host(work, document, partial(self._show_reopened, document))

    def _show_reopened(self, document: str, state: RoomState) -> None:
        self.show_room(document, state)
        if state.open and document not in self._reopened:
            self._reopened.add(document)
            self.reopened(document)

    def _retry(self) -> None:
        """Try rooms again that could not be opened: there may be a network now."""
        for document, room in tuple(self._rooms.items()):
            if room.ended.done() and room.state.problem:
                self._host(room.work, document, room.changed)

    def _put_in(self, work: WorkspaceAtWork, document: str, then: Callable[[], None]) -> None:
        """Seal what the diagram holds now as its beginning; the window goes on under a new writer, and its edits leave by themselves."""
        library, is_shown = self.session.library, document in self.session.diagrams
        diagram = self.session.open(document)
        library.thread.flush().result()
        # The window is to know that all is stored, or it would keep its writer.
        QCoreApplication.sendPostedEvents()
        heads = dict(library.submit(lambda store: store.log.load(document)).result().heads)
        records = diagram.document.records
        request = work.expect(lambda _seq, error: then() if error is None else None)
        work.began(document)
        work.putting.discard(document)
        work.say_title(document, diagram.title)
        work.tell(DocumentShared(request, document, "diagram", diagram.document.state(), records_hash(records), heads))
        if records.shapes and self.session.pictures is not None:
            self.session.pictures.picture(document, records)
        if not is_shown:
            # Nobody tells it what others draw; the next window loads it with that.
            self.session.close(document)
        self.shared(document)

    def start_anew(self, document: str, then: Callable[[str, ErrorCode | None], None]) -> None:
        """Give a diagram that is damaged a successor with what its window still shows; `then` gets its id, or why there is none."""
        work = self.team_of(document)
        if work is None:
            return
        successor = successor_of(document)
        work.putting.add(successor)

        def placed(_seq: int, error: ErrorCode | None) -> None:
            if error is not None:
                work.putting.discard(successor)
                then("", error)
                return
            diagram = self.session.diagrams[document]
            self.session.add(diagram.content, diagram.title, successor)
            self._put_in(work, successor, lambda: then(successor, None))

        work.ask(StartAnew(document), placed)

    def follow(self, document: str) -> str:
        """Return what a diagram was started anew as, in the library from now on."""
        work = self.team_of(document)
        newest = newest_generation(work.state, document) if work is not None else document
        if work is not None and newest not in work.documents:
            row = SharingRow(newest, work.workspace, "diagram")
            self.session.library.submit(lambda store: _keep_in_step(store, row)).result()
            work.load(newest)
        return newest

    def _own_workspace(self) -> WorkspaceAtWork:
        """Return the workspace that this device orders, founded when there is none."""
        own = self.session.library.info.identity.entry.signing_public
        for work in self._works.values():
            if work.state.sequencer == own:
                return work
        workspace, rows = founded(self.session.library.info.identity, self.user(), self.session.now_ms())
        return self.take_in(rows, workspace)

    def _work(self, workspace: str) -> WorkspaceAtWork:
        made = WorkspaceAtWork(
            self.network.thread(), self.session.library, workspace, self.session.now_ms, self.listeners
        )
        made.call_me(self.called() or self.name, self.face())
        made.came_home = self.come_back
        self._works[workspace] = made
        self.begun(made)
        made.take_in_new()
        return made

    # ------------------------------------------------------------------ rooms of others

    def join(self, changed: Callable[[JoinState], None]) -> Joining:
        """Look for rooms in this network, and enter one."""
        joining = Joining(
            self.network.thread(),
            self.session.library,
            self.place,
            changed,
            self.user(),
            self.called() or self.name,
            self._knows,
            self._joined,
            lambda: self.works,
        )
        self._joinings = [*(one for one in self._joinings if not one.ended.done()), joining]
        return joining

    def _knows(self, device: str) -> bool:
        """Tell whether a device belongs to somebody of an own workspace; on any thread."""
        found = ((work.state, work.state.devices.get(device)) for work in tuple(self._works.values()))
        return any(known is not None and is_live(state, known) for state, known in found)

    def _joined(self, workspace: str, document: str) -> WorkspaceAtWork:
        work = self._works.get(workspace) or self._work(workspace)
        if document not in work.documents:
            work.load(document)
        self.come_back()
        self.arrived()
        self.arrived = lambda: None
        self.received(document)
        return work


def _keep_in_step(store: Store, row: SharingRow) -> None:
    """Begin to keep a diagram in step that the library does not have yet."""
    if not store.documents.has(row.document) or store.shared.load_document(row.document) is None:
        store.shared.write([row])
