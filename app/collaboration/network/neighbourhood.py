"""Rooms in this network: opening one for a diagram, and entering somebody else's. Runs on the network thread, decided on the GUI's."""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from app.collaboration.network.founding import entered
from app.collaboration.network.person_desk import Desk
from app.collaboration.network.room_keys import keys_of_rooms
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.room_state import Guest, JoinState, NearbyRoom, RoomState
from sync.crypto.identity import admit_device
from sync.engine.intents import AdmitUser
from sync.engine.records import Row
from sync.errors import EndReason, LinkClosed, SyncError
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.membership.access import is_live
from sync.protocol.roles import Role
from sync.runtime.network_thread import NetworkThread
from sync.store.library import Library
from sync.store.ports import Store
from sync.transports.lan.admission import Ask, ask_in, decode_ask, encode_answer
from sync.transports.lan.announcement import Announcement, announce_room
from sync.transports.lan.discovery import Neighbour, Network, announced, browse
from sync.transports.lan.guest import Visitor, enter_by_ticket, enter_room
from sync.transports.lan.knocks import Knocks
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import LanRoom, RoomSettings, open_room
from sync.transports.lan.ticket import format_ticket, parse_ticket
from sync.transports.link import Link


@dataclass(frozen=True, slots=True)
class Place:
    """Where rooms are.

    Attributes:
        network: where rooms are announced and looked for.
        addresses: of this machine, at which others reach it.
        listen: where to listen: one family only, for a room on both would have two ports.
    """

    network: Network
    addresses: Sequence[str]
    listen: str = "0.0.0.0"  # noqa: S104  # People in the network are to reach it; the meeting keeps strangers out.


def _take_in(store: Store, document: str, rows: Sequence[Row]) -> None:
    """Store a workspace that was entered; what is here already goes on by itself."""
    if not store.documents.has(document) or store.shared.load_document(document) is None:
        store.shared.write(rows)


@dataclass
class HostedRoom:
    """A room for one diagram of a workspace at work; used on the GUI thread but for what is named so.

    Attributes:
        thread: runs.
        library: holds the diagram.
        work: its workspace, which this device orders.
        document: the diagram.
        place: where to announce it.
        changed: told of every new state.
        knocks: which strangers asked, here or at other rooms of this program.
        state: what is true now.
    """

    thread: NetworkThread
    library: Library
    work: WorkspaceAtWork
    document: str
    place: Place
    changed: Callable[[RoomState], None]
    knocks: Knocks
    state: RoomState = field(default_factory=RoomState)

    def __post_init__(self) -> None:
        """Open it."""
        self._desk = Desk(self.thread)
        self._closing = asyncio.Event()
        self._room: LanRoom | None = None
        self._guests: dict[str, Guest] = {}
        self.ended = self.thread.spawn("room", self._run)

    def answer(self, name: str, same: bool) -> None:
        """Take what the user says of the digits."""
        self._desk.answer(name, same)

    def renew(self) -> None:
        """Show another code; the one before lets nobody in any more."""
        self.thread.call(self._renew)

    def close(self) -> None:
        """Close it; all who came through it are disconnected."""
        self.thread.call(self._closing.set)

    def _show(self, **values: object) -> None:
        self.state = replace(self.state, **values)  # type: ignore[arg-type]
        self.changed(self.state)

    # ------------------------------------------------------------------ on the network thread

    async def _run(self) -> None:
        identity = self.library.info.identity
        announcement = announce_room(next(iter(self.work.room_keys(self.document)), None))
        settings = RoomSettings(
            announcement,
            identity,
            lambda entry: self._trusts(entry.device),
            self._decide,
            self._welcome,
            self.place.listen,
            self.knocks,
        )
        try:
            async with open_room(settings) as room:
                self._room = room
                self._desk.on_gui(lambda: self._show(open=True, name=announcement.short_name))
                self._renew()
                async with announced(self.place.network, announcement, room.port, self.place.addresses):
                    await self._closing.wait()
        except SyncError as error:
            problem = str(error)
            self._desk.on_gui(lambda: self._show(problem=problem))
        finally:
            self._desk.on_gui(lambda: self._show(open=False, ticket="", comparing=None))

    def _renew(self) -> None:
        if self._room is not None:
            self._room.void_tickets()
            ticket = format_ticket(self._room.ticket(tuple(self.place.addresses)))
            self._desk.on_gui(lambda: self._show(ticket=ticket))

    def _trusts(self, device: str) -> bool:
        known = self.work.state.devices.get(device)
        return known is not None and is_live(self.work.state, known)

    async def _decide(self, question: Question) -> bool:
        return await self._desk.compare(question, lambda comparing: self._show(comparing=comparing))

    async def _welcome(self, link: Link, met: Met) -> None:
        device = met.entry.device
        try:
            ask = decode_ask(await link.receive(), device)
        except ProtocolError as error:
            raise LinkClosed(EndReason.BROKE_RULES, str(error)) from None
        if not self._trusts(device):
            refused: ErrorCode | None = await self._desk.gui(partial(self._admit, ask))
            if refused is not None:
                await link.close()
                return
        guest = Guest(device, ask.name, met.known.value if met.known.value != "ticket" else "code")
        self._desk.on_gui(lambda: self._came(guest))
        try:
            await link.send(await self._answer(device))
            await self.work.serve(link)
        finally:
            self._desk.on_gui(lambda: self._came(replace(guest, here=False)))

    async def _answer(self, device: str) -> bytes:
        workspace = self.work.workspace
        stored = await asyncio.wrap_future(self.library.submit(lambda store: store.shared.load_workspace(workspace)))
        if stored is None:
            raise KeyError(workspace)
        boxes = [row.box for row in stored.boxes if row.box.recipient == device]
        return encode_answer(self.document, stored.entries, boxes)

    # ------------------------------------------------------------------ on the GUI thread

    def _admit(self, ask: Ask, done: Callable[[ErrorCode | None], None]) -> None:
        intent = AdmitUser(ask.user, Role.EDITOR, (ask.admission,), self.document)
        self.work.know(ask.user, ask.name)
        self.work.ask(intent, lambda _seq, error: done(error))

    def _came(self, guest: Guest) -> None:
        self._guests[guest.device] = guest
        self._show(guests=tuple(self._guests.values()))


Come: TypeAlias = Callable[[Visitor], Awaitable[tuple[Link, Met]]]
"""Enters a room."""


@dataclass
class Seeking(ABC):
    """Looking for rooms and entering one; used on the GUI thread but for what is named so.

    Attributes:
        thread: runs.
        library: takes in what the room has.
        place: where to look.
        changed: told of every new state.
        state: what is true now.
    """

    thread: NetworkThread
    library: Library
    place: Place
    changed: Callable[[JoinState], None]
    state: JoinState = field(init=False, default_factory=JoinState)

    def __post_init__(self) -> None:
        """Begin to look."""
        self._desk = Desk(self.thread)
        self._nearby: Mapping[str, Neighbour] = {}
        self._teams: Mapping[str, str] = {}
        self._closing = asyncio.Event()
        self.ended = self.thread.spawn("rooms nearby", self._look)

    def close(self) -> None:
        """Look no longer and tell nobody any more; whoever has come in stays."""
        self.changed = lambda _state: None
        self.thread.call(self._closing.set)

    def enter(self, room: str) -> None:
        """Enter a room that was found."""
        found = self._nearby.get(room)
        if found is not None:
            self._begin(found.announcement.short_name, lambda visitor: enter_room(found.place, visitor))

    def enter_by_code(self, code: str) -> None:
        """Enter the room of a code."""
        try:
            ticket = parse_ticket(code)
        except SyncError as error:
            self._show(problem=str(error))
            return
        self._begin(ticket.room[:4].upper(), lambda visitor: enter_by_ticket(ticket, visitor))

    def answer(self, name: str, same: bool) -> None:
        """Take what the user says of the digits."""
        self._desk.answer(name, same)

    def _begin(self, short_name: str, come: Come) -> None:
        self._show(entering=short_name, problem="")
        self.thread.spawn("a guest", lambda: self._enter(come))

    def _show(self, **values: object) -> None:
        self.state = replace(self.state, **values)  # type: ignore[arg-type]
        self.changed(self.state)

    def _found(self, rooms: Mapping[str, Neighbour], teams: Mapping[str, str]) -> None:
        self._nearby, self._teams = rooms, teams
        self._show(rooms=self._rooms())

    def _rooms(self) -> tuple[NearbyRoom, ...]:
        """Return what can be entered, in the order shown."""
        shown = (self._nearby[room].announcement for room in sorted(self._nearby))
        return tuple(NearbyRoom(one.room, one.short_name, self._teams.get(one.room, "")) for one in shown)

    # ------------------------------------------------------------------ on the network thread

    @abstractmethod
    async def _come_in(self, come: Come) -> None:
        """Enter, and do what there is to do inside.

        Raises:
            SyncError: it did not work; the user is told.
            ProtocolError: the other side does not keep to the rules; the user is told.
        """

    async def _enter(self, come: Come) -> None:
        try:
            await self._come_in(come)
        except (SyncError, ProtocolError) as error:
            problem = str(error)
            self._desk.on_gui(lambda: self._show(entering="", problem=problem))

    async def _look(self) -> None:
        async with asyncio.TaskGroup() as group:
            looking = [group.create_task(work) for work in self._searches()]
            await self._closing.wait()
            for one in looking:
                one.cancel()

    def _searches(self) -> tuple[Coroutine[None, None, None], ...]:
        """Return what looks for rooms until it is cancelled."""
        return (self._browse(),)

    def _team_of(self, announcement: Announcement) -> str:
        """Return the title of the own workspace whose key marks a room; "" for a room of strangers."""
        del announcement  # As a rule nobody is in a workspace yet.
        return ""

    async def _browse(self) -> None:
        known: dict[Announcement, str] = {}

        def heard(rooms: Mapping[str, Neighbour]) -> None:
            nonlocal known
            found = dict(rooms)
            # Each is looked at once: it takes the keys of all diagrams, and whoever is in the network may announce what he likes.
            said = {one.announcement for one in found.values()}
            known = {one: known[one] if one in known else self._team_of(one) for one in said}
            teams = {room: known[one.announcement] for room, one in found.items()}
            self._desk.on_gui(lambda: self._found(found, teams))

        try:
            await browse(self.place.network, heard)
        except SyncError as error:
            problem = str(error)
            self._desk.on_gui(lambda: self._show(problem=problem))

    async def _decide(self, question: Question) -> bool:
        return await self._desk.compare(question, lambda comparing: self._show(comparing=comparing))


@dataclass
class Joining(Seeking):
    """Coming into a diagram of somebody else.

    Attributes:
        user: user id to come in as.
        name: how the user is called.
        trusts: tells whether a device is known from one of the own workspaces.
        joined: gets workspace and document once they are in the library; returns the workspace at work.
        works: returns the workspaces at work; on any thread.
    """

    user: str
    name: str
    trusts: Callable[[str], bool]
    joined: Callable[[str, str], WorkspaceAtWork]
    works: Callable[[], Sequence[WorkspaceAtWork]] = tuple

    def _team_of(self, announcement: Announcement) -> str:
        works = (work for work in self.works() if announcement.marked_by(keys_of_rooms(work)) is not None)
        return next((work.title for work in works), "")

    async def _come_in(self, come: Come) -> None:
        identity = self.library.info.identity
        visitor = Visitor(identity, lambda entry: self.trusts(entry.device), self._decide)
        link, met = await come(visitor)
        try:
            answer = await ask_in(link, Ask(self.user, admit_device(identity, self.user), self.name))
            workspace, rows = entered(identity, met.entry.device, answer.entries, answer.boxes, answer.document)
            await asyncio.wrap_future(self.library.submit(lambda store: _take_in(store, answer.document, rows)))

            def take(done: Callable[[WorkspaceAtWork], None]) -> None:
                done(self.joined(workspace, answer.document))

            work = await self._desk.gui(take)
            self._desk.on_gui(lambda: self._show(entering=""))
            with contextlib.suppress(LinkClosed):
                await work.serve(link)
        finally:
            await link.close()
