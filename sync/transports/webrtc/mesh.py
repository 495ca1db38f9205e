"""A direct channel to everybody in a room, as long as the room is small.

Of two devices the one with the lower id makes the offer. A channel that ends is opened again, ever more slowly. A new
offer of the other side replaces the channel that was there, so that a device that started again is not shut out.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from sync.crypto.identity import DeviceIdentity
from sync.transports.webrtc.peer_channel import MeshSettings, PeerChannel

MAX_PEERS = 8
"""Devices in a room, this one included, up to which channels are opened; beyond it the relay alone fans out."""

MAX_SIGNALS = 16
"""Messages of one device that are kept until the room names it, the newest."""

MAX_EARLY = 32
"""Devices whose messages are kept although the room has not named them yet."""


@dataclass(frozen=True, slots=True)
class _Peer:
    channel: PeerChannel
    task: asyncio.Task[None]


class Mesh:
    """The direct channels of this device in one room."""

    def __init__(self, own: DeviceIdentity, settings: MeshSettings) -> None:
        self._own = own
        self._settings = settings
        self._peers: dict[str, _Peer] = {}
        self._early: dict[str, deque[bytes]] = {}
        self._wanted: frozenset[str] = frozenset()
        self._changed = asyncio.Event()

    @property
    def connected(self) -> frozenset[str]:
        """Devices to which a channel is open now."""
        return frozenset(device for device, peer in self._peers.items() if peer.channel.connected)

    @property
    def engaged(self) -> frozenset[str]:
        """Devices to which a channel is open or being agreed on now."""
        return frozenset(device for device, peer in self._peers.items() if peer.channel.engaged)

    async def run(self) -> None:
        """Open channels to whom the room names, until cancelled; all are closed then."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._changed.clear()
                self._follow(group)
                await self._changed.wait()

    def present(self, devices: frozenset[str]) -> None:
        """Take who else is in the room."""
        self._wanted = devices - {self._own.device} if len(devices | {self._own.device}) <= MAX_PEERS else frozenset()
        self._changed.set()

    def signal(self, device: str, message: bytes) -> None:
        """Take a sealed message that came from a device; what cannot be opened is dropped."""
        peer = self._peers.get(device)
        if peer is not None:
            peer.channel.signal(message)
        elif len(self._early) < MAX_EARLY or device in self._early:
            self._early.setdefault(device, deque(maxlen=MAX_SIGNALS)).append(message)

    def restart(self) -> None:
        """Open every channel anew: the network changed, or the machine woke."""
        for peer in self._peers.values():
            peer.channel.begin_anew()

    def _follow(self, group: asyncio.TaskGroup) -> None:
        for device in self._peers.keys() - self._wanted:
            self._peers.pop(device).task.cancel()
        for device in sorted(self._wanted - self._peers.keys()):
            entry = self._settings.find_entry(device)
            if entry is None:
                continue
            channel = PeerChannel(self._own, entry, device, self._settings)
            self._peers[device] = _Peer(channel, group.create_task(channel.run()))
            for message in self._early.pop(device, ()):
                channel.signal(message)
