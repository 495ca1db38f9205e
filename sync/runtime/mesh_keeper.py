"""Direct channels of one workspace: to whom, and about which document they are agreed on.

A channel carries every document of the workspace, so that two devices need one. It is agreed on in the room of a document
that both show: of several the one with the lowest id, which both sides find alike. Whoever is linked in a local network
already needs none, and a room with too many people in it has none (TRA-35).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.protocol.device_entry import DeviceEntry
from sync.transports.clock import Clock
from sync.transports.link import Link
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.mesh import MAX_PEERS, Mesh
from sync.transports.webrtc.peer_channel import MeshSettings

Find: TypeAlias = Callable[[str, str], DeviceEntry | None]
"""Returns the entry of a device (second) if it may read a document (first)."""

Say: TypeAlias = Callable[[str, str, bytes], Awaitable[None]]
"""Brings a sealed message about a document (first) to a device (second)."""


@dataclass(frozen=True, slots=True)
class MeshPorts:
    """What direct channels need.

    Attributes:
        find: Whom to trust.
        say: The way for sealed messages.
        use: Uses each channel until it ends.
        linked: Returns the devices that are linked otherwise without a relay.
        signals: Tells whether messages can be brought to anybody now; without that nobody new is tried.
        clock: Measures the waiting.
        chance: Keeps devices from trying in step.
        ice: Which servers may be asked.
    """

    find: Find
    say: Say
    use: Callable[[Link], Awaitable[None]]
    linked: Callable[[], frozenset[str]]
    signals: Callable[[], bool]
    clock: Clock
    chance: random.Random
    ice: IceSettings = field(default_factory=IceSettings)


@dataclass(slots=True)
class _Room:
    """A document that is shown here: the channels that were agreed on in it."""

    mesh: Mesh
    task: asyncio.Task[None] | None = None


class MeshKeeper:
    """The meshes of one workspace by document."""

    def __init__(self, own: DeviceIdentity, ports: MeshPorts) -> None:
        self._own, self._ports = own, ports
        self._rooms: dict[str, _Room] = {}
        self._present: dict[str, set[str]] = {}
        self._closed: list[_Room] = []
        self._changed = asyncio.Event()

    @property
    def connected(self) -> frozenset[str]:
        """Devices to which a channel is open now."""
        return frozenset().union(*(room.mesh.connected for room in self._rooms.values()))

    def opened(self, document: str) -> None:
        """Note that this device shows a document."""
        if document not in self._rooms:
            self._rooms[document] = _Room(Mesh(self._own, self._settings(document)))
            self._changed.set()

    def closed(self, document: str) -> None:
        """Note that this device does not show a document any more."""
        room = self._rooms.pop(document, None)
        if room is not None:
            self._closed.append(room)
            self._changed.set()

    def seen(self, document: str, device: str, here: bool) -> None:
        """Note that somebody came to a document, or went: it is said once, also of a document that is not shown here (yet)."""
        present = self._present.setdefault(document, set())
        if (device in present) != here:
            (present.add if here else present.discard)(device)
            self._changed.set()
        if not present:
            del self._present[document]

    def moved(self) -> None:
        """Note that links or rights are different now."""
        self._changed.set()

    def signal(self, document: str, device: str, message: bytes) -> None:
        """Take a sealed message; one about a document that is not shown here is dropped."""
        room = self._rooms.get(document)
        if room is not None:
            room.mesh.signal(device, message)

    def restart(self) -> None:
        """Open every channel anew: the network changed, or the machine woke."""
        for room in self._rooms.values():
            room.mesh.restart()

    async def run(self) -> None:
        """Keep channels open until cancelled; all are closed then."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._changed.clear()
                self._follow(group)
                await self._changed.wait()

    def _follow(self, group: asyncio.TaskGroup) -> None:
        for room in self._closed:
            if room.task is not None:
                room.task.cancel()
        self._closed.clear()
        taken = set(self._ports.linked())
        for document, room in sorted(self._rooms.items()):
            wanted = frozenset(self._wanted(document, room) - taken)
            taken |= wanted
            room.mesh.present(wanted)
            if room.task is None:
                room.task = group.create_task(room.mesh.run())

    def _wanted(self, document: str, room: _Room) -> set[str]:
        """Return who is there, and with whom a channel is open or being agreed on: a busy line is no goodbye."""
        present = self._present.get(document, set()) if self._ports.signals() else set()
        there = present | room.mesh.engaged
        if len(there) >= MAX_PEERS:
            return set()
        return {device for device in there if self._ports.find(document, device) is not None}

    def _settings(self, document: str) -> MeshSettings:
        ports = self._ports
        return MeshSettings(
            document,
            partial(ports.find, document),
            partial(ports.say, document),
            ports.use,
            ports.clock,
            ports.chance,
            ports.ice,
            self._changed.set,
        )
