"""A further device of the same person: a room that the old computer opens and the new one enters, in one network or at their relay.

On the network thread, decided on the GUI's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
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
from app.collaboration.network.neighbourhood import Come, Place, Seeking
from app.collaboration.network.person_desk import Desk
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.room_state import Guest, NearbyRoom, RoomState
from app.collaboration.team_words import why_error
from sync.account.meetings import Meeting, open_meetings
from sync.crypto.identity import admit_device
from sync.engine.intents import EnterDevice
from sync.engine.keyring import KeyRing
from sync.engine.records import BoxRow, EntryRow, Row, SharingRow, WorkspaceRow
from sync.errors import AccountError, EndReason, LinkClosed, SyncError, Unreachable
from sync.protocol.device_entry import Admission
from sync.protocol.errors import ErrorCode, OperationRefused, ProtocolError
from sync.protocol.membership.access import is_live, may_read, place_of
from sync.protocol.membership.fold import fold
from sync.runtime.meeting_link import MeetingLink, await_guest, come, get_to_know
from sync.runtime.meeting_link import Place as RelayPlace
from sync.runtime.network_thread import NetworkThread
from sync.store.library import Library
from sync.transports.lan.announcement import announce_room
from sync.transports.lan.discovery import announced
from sync.transports.lan.guest import Visitor
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import RoomSettings, open_room
from sync.transports.lan.ticket import format_ticket
from sync.transports.link import Link

LOOK_SECONDS = 2.0
"""How often the relay is asked which computers of the person wait there."""


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
        relay: where to wait for a computer that is not in this network; None while nobody is signed in.
        state: what is true now.
    """

    thread: NetworkThread
    library: Library
    works: Sequence[WorkspaceAtWork]
    greeting: Greeting
    place: Place
    changed: Callable[[RoomState], None]
    relay: RelayPlace | None = None
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
        async with asyncio.TaskGroup() as group:
            far = group.create_task(self._far())
            await self._nearby()
            await self._closing.wait()
            far.cancel()

    async def _nearby(self) -> None:
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
            self._complain(str(error))

    async def _far(self) -> None:
        """Wait at the relay for the other computer, until it is in or the relay cannot be asked."""
        while self.relay is not None and not self.state.guests:
            try:
                if await self._meet_far(await await_guest(self.relay, self._opened)):
                    return
            except Unreachable:
                continue  # Nobody came within the time that a meeting is open.
            except AccountError as error:
                self._desk.on_gui(lambda: self._show(far=""))
                self._complain(why_error(error))
                return
            except (SyncError, ProtocolError) as error:
                self._complain(str(error))

    async def _meet_far(self, link: MeetingLink) -> bool:
        """Return whether who came is in now."""
        try:
            return await self._let_in(link, await get_to_know(link, self.library.info.identity, self._decide))
        except BaseException:
            await link.close()
            raise

    def _opened(self, meeting: Meeting) -> None:
        self._desk.on_gui(lambda: self._show(far=meeting.id[:4].upper()))

    def _complain(self, problem: str) -> None:
        self._desk.on_gui(lambda: self._show(problem=problem))

    async def _decide(self, question: Question) -> bool:
        return await self._desk.compare(question, lambda comparing: self._show(comparing=comparing))

    async def _welcome(self, link: Link, met: Met) -> None:
        await self._let_in(link, met)

    async def _let_in(self, link: Link, met: Met) -> bool:
        """Enter the other computer into all workspaces, and show it these; return whether it is in."""
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
            return False
        for work in self.works:
            await link.send(encode_home(await self._home(work, device)))
        await link.send(bytes([END]))
        how = "code" if met.known.value == "ticket" else met.known.value
        self._desk.on_gui(lambda: self._show(guests=(*self.state.guests, Guest(device, device[:8], how))))
        return True

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
        relay: where a computer that is not in this network may wait; None while nobody is signed in.
    """

    arrived: Callable[[Greeting, Sequence[tuple[str, Sequence[Row]]]], None]
    relay: RelayPlace | None = None
    _meetings: tuple[Meeting, ...] = ()

    def enter(self, room: str) -> None:
        """Enter a room that was found, or come to the computer that waits at the relay."""
        relay = self.relay
        if relay is not None and any(one.id == room for one in self._meetings):
            self._begin(room[:4].upper(), lambda visitor: _come_far(relay, room, visitor))
        else:
            super().enter(room)

    def _rooms(self) -> tuple[NearbyRoom, ...]:
        far = tuple(NearbyRoom(one.id, one.id[:4].upper(), far=True) for one in self._meetings)
        return (*far, *super()._rooms())

    def _found_far(self, meetings: tuple[Meeting, ...]) -> None:
        if meetings != self._meetings:
            self._meetings = meetings
            self._show(rooms=self._rooms())

    def _searches(self) -> tuple[Coroutine[None, None, None], ...]:
        return (*super()._searches(), self._look_far())

    async def _look_far(self) -> None:
        """Look again and again which computers of the person wait at the relay."""
        own, never = self.library.info.identity.device, asyncio.Event()
        while self.relay is not None:
            found: tuple[Meeting, ...] = ()
            with suppress(AccountError):  # The state of the account says what is wrong.
                found = await self.relay.relay.request(open_meetings)
            waiting = tuple(one for one in found if not one.guest and one.host != own)
            self._desk.on_gui(partial(self._found_far, waiting))
            await self.relay.clock.wait(never, LOOK_SECONDS)

    async def _come_in(self, come: Come) -> None:
        identity = self.library.info.identity
        # Nobody is trusted by being known: the person compares digits, or has the code.
        link, met = await come(Visitor(identity, lambda _entry: False, self._decide))
        try:
            greeting = decode_greeting(await link.receive())
            await link.send(encode_consents({user: admit_device(identity, user) for user in greeting.users}))
            found: list[tuple[str, Sequence[Row]]] = []
            while (home := decode_home(await link.receive())) is not None:
                found.append(self._rows(home, met.entry.device))
        finally:
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


async def _come_far(relay: RelayPlace, meeting: str, visitor: Visitor) -> tuple[Link, Met]:
    link = await come(relay, meeting)
    try:
        return link, await get_to_know(link, visitor.own, visitor.decide)
    except BaseException:
        await link.close()
        raise
