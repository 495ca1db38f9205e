"""The guest's side: connect to a room, compare, and come in."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidURI

from sync.crypto.identity import DeviceIdentity
from sync.crypto.pairing import Side
from sync.errors import ChannelUntrusted, LinkClosed, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.transports.lan.certificate import guest_context, hash_shown
from sync.transports.lan.meeting import Decide, Met, Terms, meet
from sync.transports.lan.ticket import Ticket
from sync.transports.link import LinkInfo, PathKind
from sync.transports.web_socket import SOCKET_OPTIONS, WebSocketLink

CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A room to enter: its random name and where it is."""

    room: str
    addresses: tuple[str, ...]
    port: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes: this device, whom it knows already, and the person in front of it."""

    own: DeviceIdentity
    trusts: Callable[[DeviceEntry], bool]
    decide: Decide


async def enter_room(found: FoundRoom, visitor: Visitor) -> tuple[WebSocketLink, Met]:
    """Enter a room that was found in the network.

    Raises:
        ChannelUntrusted: The two sides did not agree.
        Unreachable: Nobody is there.
    """
    return await _enter(found, visitor, b"", b"")


async def enter_by_ticket(ticket: Ticket, visitor: Visitor) -> tuple[WebSocketLink, Met]:
    """Enter a room whose code was scanned.

    Raises:
        ChannelUntrusted: The room is not the one of the code, or the code was used already.
        Unreachable: Nobody is there.
    """
    found = FoundRoom(ticket.room, ticket.addresses, ticket.port)
    return await _enter(found, visitor, ticket.certificate, ticket.secret)


async def _enter(found: FoundRoom, visitor: Visitor, expected: bytes, secret: bytes) -> tuple[WebSocketLink, Met]:
    socket = await _connect(found)
    link = WebSocketLink(socket, LinkInfo(PathKind.LAN, None))
    try:
        shown = hash_shown(socket.transport.get_extra_info("ssl_object"))
        if not shown or (expected and shown != expected):
            raise ChannelUntrusted("the room shows another certificate than the code names")
        terms = Terms(Side.GUEST, found.room, shown, visitor.own, visitor.trusts, visitor.decide, _no_tickets, secret)
        met = await meet(link, terms)
    except BaseException as error:
        await link.close()
        if isinstance(error, LinkClosed):
            raise Unreachable(str(error)) from None
        raise
    return WebSocketLink(socket, LinkInfo(PathKind.LAN, met.entry.device)), met


def _no_tickets(proves: Callable[[bytes], bool]) -> bool:
    del proves  # A guest hands out no tickets.
    return False


async def _connect(found: FoundRoom) -> ClientConnection:
    reason = "the room has no address"
    for address in found.addresses:
        host = f"[{address}]" if ipaddress.ip_address(address).version == 6 else address
        try:
            return await connect(
                f"wss://{host}:{found.port}/",
                ssl=guest_context(),
                proxy=None,
                user_agent_header=None,
                open_timeout=CONNECT_SECONDS,
                **SOCKET_OPTIONS,  # type: ignore[arg-type]
            )
        except (OSError, TimeoutError, InvalidHandshake, InvalidURI, asyncio.IncompleteReadError) as error:
            reason = str(error) or type(error).__name__
    raise Unreachable(reason)
