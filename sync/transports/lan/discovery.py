"""Saying in the network that a room is open, and hearing of others' rooms (mDNS service discovery)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from sync.errors import InvalidIdentifierError, Unreachable
from sync.protocol.errors import Malformed
from sync.transports.lan.announcement import Announcement, read_announcement
from sync.transports.lan.guest import FoundRoom

SERVICE = "_aiocanvas._tcp.local."
MAX_ROOMS = 64
"""Rooms that are shown at once; a network that announces more is not believed."""

MAX_ADDRESSES = 4
RESOLVE_MS = 3_000


@dataclass(frozen=True, slots=True)
class Network:
    """Where to speak and listen.

    Attributes:
        interfaces: Addresses of the interfaces; None for all of the machine's.
    """

    interfaces: tuple[str, ...] | None = None

    def open(self) -> AsyncZeroconf:
        """Open the sockets.

        Raises:
            Unreachable: There is no network.
        """
        try:
            for address in self.interfaces or ():
                _require_own(address)
            interfaces = InterfaceChoice.All if self.interfaces is None else list(self.interfaces)
            return AsyncZeroconf(interfaces=interfaces, ip_version=IPVersion.V4Only)
        except OSError as error:
            _close_left_open(error)
            raise Unreachable(f"no local network: {error}") from None


@asynccontextmanager
async def _opened(network: Network) -> AsyncIterator[AsyncZeroconf]:
    zeroconf = network.open()
    try:
        yield zeroconf
    finally:
        try:
            await zeroconf.async_close()
        except BaseException:
            # Cancelled once more while it waits, it leaves its sockets open; this way of closing does not wait.
            zeroconf.zeroconf.close()
            raise


def _close_left_open(error: OSError) -> None:
    """Close the sockets that zeroconf had opened when it failed: it gives them to nobody, and keeps them in its frames only."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        for held in frame.f_locals.values():
            for one in held if isinstance(held, list) else (held,):
                if isinstance(one, socket.socket):
                    one.close()


def _require_own(address: str) -> None:
    """Refuse an address that is not this machine's; zeroconf would leave its socket open."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((address, 0))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A room that somebody announces, and where it is."""

    announcement: Announcement
    place: FoundRoom


@asynccontextmanager
async def announced(
    network: Network, announcement: Announcement, port: int, addresses: Sequence[str]
) -> AsyncIterator[None]:
    """Announce a room; at the end it is taken back.

    Args:
        network: Where.
        announcement: The room.
        port: Its port.
        addresses: Addresses of this machine, IPv4.

    Raises:
        Unreachable: There is no network.
    """
    service = AsyncServiceInfo(
        SERVICE,
        f"{announcement.room}.{SERVICE}",
        port=port,
        addresses=[ipaddress.ip_address(address).packed for address in addresses],
        # Without a name of its own the service would publish the machine's.
        server=f"{announcement.room}.local.",
        properties=announcement.properties(),
    )
    async with _opened(network) as zeroconf:
        await zeroconf.async_register_service(service)
        yield
        await (await zeroconf.async_unregister_service(service))  # The second wait is for the goodbye to be sent.


async def browse(network: Network, changed: Callable[[dict[str, Neighbour]], None]) -> None:
    """Listen until cancelled.

    Args:
        network: Where.
        changed: Told, with all rooms that are open now, whenever one comes or goes.

    Raises:
        Unreachable: There is no network.
    """
    events: asyncio.Queue[tuple[str, bool]] = asyncio.Queue(4 * MAX_ROOMS)

    def heard(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        del zeroconf, service_type  # zeroconf passes its arguments by these names.
        if not events.full():  # A flood of announcements is dropped, not stored.
            events.put_nowait((name, state_change is ServiceStateChange.Removed))

    async with _opened(network) as zeroconf:
        browser = AsyncServiceBrowser(zeroconf.zeroconf, SERVICE, handlers=[heard])
        try:
            await _follow(zeroconf, events, changed)
        finally:
            await browser.async_cancel()


async def _follow(
    zeroconf: AsyncZeroconf, events: asyncio.Queue[tuple[str, bool]], changed: Callable[[dict[str, Neighbour]], None]
) -> None:
    """Take up what is heard, for ever: a service's name, and whether it is gone."""
    rooms: dict[str, Neighbour] = {}
    while True:
        name, gone = await events.get()
        room = name.removesuffix("." + SERVICE)
        neighbour = None if gone else await _resolve(zeroconf, name, room)
        if neighbour is None:
            if rooms.pop(room, None) is not None:
                changed(dict(rooms))
        elif (len(rooms) < MAX_ROOMS or room in rooms) and rooms.get(room) != neighbour:
            rooms[room] = neighbour
            changed(dict(rooms))


async def _resolve(zeroconf: AsyncZeroconf, name: str, room: str) -> Neighbour | None:
    service = AsyncServiceInfo(SERVICE, name)
    if not await service.async_request(zeroconf.zeroconf, RESOLVE_MS) or not service.port:
        return None
    try:
        announcement = read_announcement(room, service.properties)
    except (Malformed, InvalidIdentifierError):
        return None
    addresses = tuple(service.parsed_addresses(IPVersion.V4Only)[:MAX_ADDRESSES])
    return Neighbour(announcement, FoundRoom(room, addresses, service.port))
