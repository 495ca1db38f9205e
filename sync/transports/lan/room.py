"""The host's side: a room in this app, entered by devices that are known, carry a ticket, or are let in by a person."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from websockets.asyncio.server import ServerConnection, serve

from sync.crypto.identity import DeviceIdentity
from sync.crypto.pairing import Side
from sync.errors import ChannelUntrusted, LinkClosed, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.transports.lan.announcement import Announcement
from sync.transports.lan.certificate import RoomCertificate, host_context, make_certificate
from sync.transports.lan.knocks import Knocks
from sync.transports.lan.meeting import Decide, Met, Question, Terms, meet
from sync.transports.lan.ticket import Ticket, new_secret
from sync.transports.link import Link, LinkInfo, PathKind, until_closed
from sync.transports.web_socket import SOCKET_OPTIONS, WebSocketLink

MAX_GUESTS = 32
"""Guests of one room."""

MAX_MEETINGS = 4
"""Guests whom nobody knows yet, at once; more are turned away, so that nobody can flood the person with questions."""

MAX_TICKETS = 16
"""Tickets that are shown and not used yet; the oldest one ends."""

Welcome: TypeAlias = Callable[[Link, Met], Awaitable[None]]
"""Uses the link to a guest until it ends."""


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What a room needs.

    Attributes:
        announcement: Its random name.
        own: This device.
        trusts: Tells whether a device is known already.
        decide: Asks the person about the digits.
        welcome: Uses each link.
        knocks: Which strangers asked; other rooms of this person, at other times, may know it, too.
        address: Where to listen; all of the machine's addresses unless told otherwise.
    """

    announcement: Announcement
    own: DeviceIdentity
    trusts: Callable[[DeviceEntry], bool]
    decide: Decide
    welcome: Welcome
    address: str | None = None
    knocks: Knocks = field(default_factory=Knocks, repr=False)


@dataclass(slots=True)
class LanRoom:
    """A room that is open; made by ``open_room``."""

    settings: RoomSettings
    certificate: RoomCertificate
    port: int = 0
    guests: set[str] = field(default_factory=set)
    meetings: int = 0
    _secrets: list[bytes] = field(default_factory=list, repr=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    def ticket(self, addresses: tuple[str, ...]) -> Ticket:
        """Return a ticket for one guest, to be shown as a QR code.

        Args:
            addresses: Where this machine is in the network.
        """
        secret = new_secret()
        self._secrets = [*self._secrets, secret][-MAX_TICKETS:]
        return Ticket(self.settings.announcement.room, self.certificate.hash, self.port, addresses, secret)

    def void_tickets(self) -> None:
        """End the tickets that were not used: the code is not shown any more."""
        self._secrets = []

    async def receive(self, socket: ServerConnection) -> None:
        """Meet a guest and let him in; whatever goes wrong ends his connection and nothing else."""
        link = WebSocketLink(socket, LinkInfo(PathKind.LAN, None))
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in a task.
        self._tasks.add(task)
        try:
            met = await self._meet(link, str(socket.remote_address[0]))
            if met is not None:
                await self._use(WebSocketLink(socket, LinkInfo(PathKind.LAN, met.entry.device)), met)
        except (ChannelUntrusted, Unreachable, LinkClosed):
            return  # He was not let in, or he left; the host sees it by the guests that are there.
        finally:
            self._tasks.discard(task)
            await link.close()

    def end(self) -> None:
        """End every meeting and every link, also those where a person has not decided yet."""
        for task in self._tasks:
            task.cancel()

    async def _meet(self, link: WebSocketLink, address: str) -> Met | None:
        if self.meetings >= MAX_MEETINGS or len(self.guests) >= MAX_GUESTS:
            return None
        self.meetings += 1
        try:
            return await meet(link, self._terms(address))
        finally:
            self.meetings -= 1

    async def _use(self, link: WebSocketLink, met: Met) -> None:
        device = met.entry.device
        self.guests.add(device)
        try:
            await until_closed(self.settings.welcome(link, met))
        finally:
            self.guests.discard(device)

    async def _decide(self, address: str, question: Question) -> bool:
        """Ask the person, unless a stranger from there asked too often; who is known only shows her his digits."""
        knocks = self.settings.knocks
        if question.known:
            return await self.settings.decide(question)
        clock, agreed = asyncio.get_running_loop().time, False
        if not knocks.ask(address, clock()):
            return False
        try:
            agreed = await self.settings.decide(question)
        finally:
            knocks.settled(address, clock(), agreed=agreed)
        return agreed

    def _terms(self, address: str) -> Terms:
        settings = self.settings
        return Terms(
            Side.HOST,
            settings.announcement.room,
            self.certificate.hash,
            settings.own,
            settings.trusts,
            partial(self._decide, address),
            self._take_ticket,
        )

    def _take_ticket(self, proves: Callable[[bytes], bool]) -> bool:
        for secret in self._secrets:
            if proves(secret):
                self._secrets.remove(secret)
                return True
        return False


def listen(address: str | None) -> socket.socket:
    """Listen on a free port; without an address on all of this machine's, old and new, under one number.

    Raises:
        OSError: The port cannot be opened.
    """
    if address is not None:
        return socket.create_server((address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        return socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    except (OSError, ValueError):
        # This machine has the old addresses only, or cannot serve both with one socket.
        return socket.create_server(("", 0))


@asynccontextmanager
async def open_room(settings: RoomSettings) -> AsyncIterator[LanRoom]:
    """Open a room on a free port; all of its links are closed at the end.

    Raises:
        Unreachable: The port cannot be opened.
    """
    certificate = await asyncio.to_thread(make_certificate)
    room, secure = LanRoom(settings, certificate), host_context(certificate)
    try:
        listening = listen(settings.address)
        server = await serve(
            room.receive,
            sock=listening,
            ssl=secure,
            server_header=None,
            start_serving=False,  # What would wait, so that it could be cancelled, waits below, where the socket has an owner.
            **SOCKET_OPTIONS,  # type: ignore[arg-type]
        )
    except OSError as error:
        raise Unreachable(str(error)) from None
    async with server:
        room.port = listening.getsockname()[1]
        await server.start_serving()
        try:
            yield room
        finally:
            room.end()
