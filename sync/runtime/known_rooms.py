"""Rooms of the local network that this device was in before, found by a mark and entered again without asking anybody.

The mark is made with a key that follows from the key of the diagram, so that for everybody else a room is one of many. Who is
at the other end is proved as always (TRA-46); a stranger who copied a mark is not let in and learns nothing.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sync.engine.backoff import Backoff
from sync.errors import ChannelUntrusted, LinkClosed, Unreachable
from sync.protocol.errors import ProtocolError
from sync.transports.clock import Clock
from sync.transports.lan.discovery import Neighbour, Network, browse

Enter: TypeAlias = Callable[[str, Neighbour], Awaitable[None]]
"""Enters a room of a document and uses the link until it ends."""


@dataclass(frozen=True, slots=True)
class KnownRoomsPorts:
    """What coming back takes.

    Attributes:
        network: Where to listen.
        keys: Returns the keys of rooms by document, of those documents that are not linked in this network now.
        enter: Enters a room.
        clock: Measures the waiting.
        chance: Keeps guests from coming back all at once.
    """

    network: Network
    keys: Callable[[], Iterable[tuple[str, bytes]]]
    enter: Enter
    clock: Clock
    chance: random.Random


class KnownRooms:
    """Comes back into rooms until it is cancelled."""

    def __init__(self, ports: KnownRoomsPorts) -> None:
        self._ports = ports
        self._rooms: Mapping[str, Neighbour] = {}
        self._inside: dict[str, asyncio.Task[None]] = {}
        self._changed = asyncio.Event()

    def look_again(self) -> None:
        """Look at the rooms again: a link ended, a document came, the network changed."""
        self._changed.set()

    async def run(self) -> None:
        """Listen and come back.

        Raises:
            Unreachable: There is no network.
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(browse(self._ports.network, self._heard))
            while True:
                self._changed.clear()
                self._follow(group)
                await self._changed.wait()

    def _heard(self, rooms: Mapping[str, Neighbour]) -> None:
        self._rooms = rooms
        self._changed.set()

    def _follow(self, group: asyncio.TaskGroup) -> None:
        for room in [name for name, task in self._inside.items() if task.done() or name not in self._rooms]:
            self._inside.pop(
                room
            )  # One that is not announced any more may still be connected; its task ends by itself.
        keys = tuple(self._ports.keys())
        for room, neighbour in self._rooms.items():
            document = neighbour.announcement.marked_by(keys) if room not in self._inside else None
            if document is not None:
                self._inside[room] = group.create_task(self._keep(document, room))

    async def _keep(self, document: str, room: str) -> None:
        """Enter a room as long as it is announced, later each time that it failed."""
        backoff = Backoff()
        while (neighbour := self._rooms.get(room)) is not None:
            began = self._ports.clock.now()
            try:
                await self._ports.enter(document, neighbour)
            except ChannelUntrusted:
                return  # It is not who it should be, or it does not know this device any more.
            except (Unreachable, LinkClosed, ProtocolError):
                if self._ports.clock.now() - began > 1.0:
                    backoff = Backoff()
            backoff = backoff.failed()
            await self._ports.clock.wait(asyncio.Event(), backoff.wait(self._ports.chance))
        self._changed.set()
