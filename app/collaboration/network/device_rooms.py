"""A further device of the same person: a room that the old computer opens and the new one enters. On the network thread, decided on the GUI's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from app.collaboration.network.device_words import (
    END,
    Greeting,
    Home,
    decode_consents,
    decode_greeting,
    decode_home,
    encode_consents,
    encode_greeting,
    encode_home,
)
from app.collaboration.network.neighbourhood import Come, Desk, Place, Seeking
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.room_state import Guest, RoomState
from sync.crypto.identity import admit_device
from sync.engine.intents import EnterDevice
from sync.engine.keyring import KeyRing
from sync.engine.records import BoxRow, EntryRow, Row, SharingRow, WorkspaceRow
from sync.errors import EndReason, LinkClosed, SyncError
from sync.protocol.device_entry import Admission
from sync.protocol.errors import ErrorCode, OperationRefused, ProtocolError
from sync.protocol.membership.access import is_live, may_read, place_of
from sync.protocol.membership.fold import fold
from sync.runtime.network_thread import NetworkThread
from sync.store.library import Library
from sync.transports.lan.announcement import announce_room
from sync.transports.lan.discovery import announced
from sync.transports.lan.guest import Visitor
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import RoomSettings, open_room
from sync.transports.lan.ticket import format_ticket
from sync.transports.link import Link


@dataclass
class OldComputer:
    """Lets a further device in; used on the GUI thread but for what is named so.

    Attributes:
        thread: runs.
        library: of this computer.
        works: the workspaces at work.
        greeting: who the person is.
        place: where to announce the room.
        changed: told of every new state.
        state: what is true now.
    """

    thread: NetworkThread
    library: Library
    works: Sequence[WorkspaceAtWork]
    greeting: Greeting
    place: Place
    changed: Callable[[RoomState], None]
    state: RoomState = field(default_factory=RoomState)

    def __post_init__(self) -> None:
        """Open the room."""
        self._desk = Desk(self.thread)
        self._closing = asyncio.Event()
        self.ended = self.thread.spawn("room for a device", self._run)

    def answer(self, name: str, same: bool) -> None:
        """Take what the person says of the digits."""
        self._desk.answer(name, same)

    def close(self) -> None:
        """Close the room, and tell nobody any more."""
        self.changed = lambda _state: None
        self.thread.call(self._closing.set)

    def _show(self, **values: object) -> None:
        self.state = replace(self.state, **values)  # type: ignore[arg-type]
        self.changed(self.state)

    # ------------------------------------------------------------------ on the network thread

    async def _run(self) -> None:
        announcement = announce_room(None)
        # Nobody is trusted by being known: a device that was here before is compared anew.
        settings = RoomSettings(
            announcement,
            self.library.info.identity,
            lambda _entry: False,
            self._decide,
            self._welcome,
            self.place.listen,
        )
        try:
            async with open_room(settings) as room:
                ticket = format_ticket(room.ticket(tuple(self.place.addresses)))
                self._desk.on_gui(lambda: self._show(open=True, name=announcement.short_name, ticket=ticket))
                async with announced(self.place.network, announcement, room.port, self.place.addresses):
                    await self._closing.wait()
        except SyncError as error:
            problem = str(error)
            self._desk.on_gui(lambda: self._show(problem=problem))

    async def _decide(self, question: Question) -> bool:
        return await self._desk.compare(question, lambda comparing: self._show(comparing=comparing))

    async def _welcome(self, link: Link, met: Met) -> None:
        device = met.entry.device
        await link.send(encode_greeting(self.greeting))
        try:
            consents = decode_consents(await link.receive(), device)
        except ProtocolError as error:
            raise LinkClosed(EndReason.BROKE_RULES, str(error)) from None
        refused: ErrorCode | None = await self._desk.gui(partial(self._enter, consents))
        if refused is not None:
            self._desk.on_gui(lambda: self._show(problem=refused.name.lower().replace("_", " ")))
            await link.close()
            return
        for work in self.works:
            await link.send(encode_home(await self._home(work, device)))
        await link.send(bytes([END]))
        how = "code" if met.known.value == "ticket" else met.known.value
        self._desk.on_gui(lambda: self._show(guests=(*self.state.guests, Guest(device, device[:8], how))))

    async def _home(self, work: WorkspaceAtWork, device: str) -> Home:
        name = work.workspace
        stored = await asyncio.wrap_future(self.library.submit(lambda store: store.shared.load_workspace(name)))
        if stored is None:
            raise KeyError(name)
        boxes = tuple(row.box for row in stored.boxes if row.box.recipient == device)
        return Home(stored.row.user, stored.row.relay, stored.entries, boxes)

    # ------------------------------------------------------------------ on the GUI thread

    def _enter(self, consents: Mapping[str, Admission], done: Callable[[ErrorCode | None], None]) -> None:
        """Enter the device into every workspace; `done` gets the first refusal, or None once it is in all of them."""
        left = [work for work in self.works if work.user in consents]
        results: list[ErrorCode | None] = []

        def answered(_seq: int, error: ErrorCode | None) -> None:
            results.append(None if error is ErrorCode.ALREADY_EXISTS else error)
            if len(results) == len(left):
                done(next((one for one in results if one is not None), None))

        if not left:
            done(None)
        for work in left:
            work.ask(EnterDevice(consents[work.user]), answered)


@dataclass
class NewComputer(Seeking):
    """Looks for the room of another computer of the same person and enters it.

    Attributes:
        arrived: gets who the person is, and the workspaces with the rows to store.
    """

    arrived: Callable[[Greeting, Sequence[tuple[str, Sequence[Row]]]], None]

    async def _come_in(self, come: Come) -> None:
        identity = self.library.info.identity
        # Nobody is trusted by being known: the person compares digits, or has the code.
        link, met = await come(Visitor(identity, lambda _entry: False, self._decide))
        greeting = decode_greeting(await link.receive())
        await link.send(encode_consents({user: admit_device(identity, user) for user in greeting.users}))
        found: list[tuple[str, Sequence[Row]]] = []
        while (home := decode_home(await link.receive())) is not None:
            found.append(self._rows(home, met.entry.device))
        await link.close()
        self._desk.on_gui(lambda: self.arrived(greeting, found))

    def _rows(self, home: Home, host: str) -> tuple[str, Sequence[Row]]:
        """Return a workspace and its rows, if both computers are the person's in it."""
        identity, state = self.library.info.identity, fold(home.entries)
        both = [state.devices.get(device) for device in (host, identity.device)]
        if not all(one is not None and one.user == home.user and is_live(state, one) for one in both):
            raise OperationRefused("this is not a workspace of both computers", ErrorCode.UNKNOWN_DEVICE)
        keys = KeyRing()
        opened = keys.open_boxes(state, home.boxes, identity.device, identity.sealing_seed)
        log = [EntryRow(state.workspace, seq, entry) for seq, entry in enumerate(home.entries, 1)]
        boxes = [BoxRow(state.workspace, box) for box in home.boxes]
        readable = [name for name in state.diagrams if may_read(state, home.user, place_of(state, name))]
        shared = [SharingRow(name, state.workspace, "diagram") for name in readable]
        row = WorkspaceRow(state.workspace, home.user, home.relay)
        return state.workspace, [row, *log, *boxes, *opened, *shared]
