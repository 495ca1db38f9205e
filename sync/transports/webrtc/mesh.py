"""A direct channel to everybody in a room, as long as the room is small.

Of two devices the one with the lower id makes the offer. A channel that ends is opened again, ever more slowly. A new
offer of the other side replaces the channel that was there, so that a device that started again is not shut out.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.engine.backoff import Backoff
from sync.errors import ChannelUntrusted, CryptoError, LinkClosed, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.errors import ProtocolError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import ID_BYTES
from sync.protocol.signalling import SignalBody, SignalKind
from sync.transports.clock import Clock
from sync.transports.link import Link, until_closed
from sync.transports.webrtc.data_channel import DataChannelLink
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import answer_channel, offer_channel
from sync.transports.webrtc.signal_session import SignalReader, SignalSession

MAX_PEERS = 8
"""Devices in a room, this one included, up to which channels are opened; beyond it the relay alone fans out."""

MAX_SIGNALS = 16
"""Messages of one device that wait to be read."""

MAX_EARLY = 32
"""Devices whose messages are kept although the room has not named them yet."""

SendSignal: TypeAlias = Callable[[str, bytes], Awaitable[None]]
"""Brings a sealed message to a device of the room."""

Use: TypeAlias = Callable[[Link], Awaitable[None]]
"""Uses a channel until it ends."""

FindEntry: TypeAlias = Callable[[str], DeviceEntry | None]
"""Returns the entry of a device as the membership log has it, if it may read the document."""


@dataclass(frozen=True, slots=True)
class MeshSettings:
    """What a mesh is about and what it needs.

    Attributes:
        document: The document whose room it is.
        find_entry: Whom to trust; asked again for every attempt.
        send: The way for sealed messages.
        use: Uses each channel.
        clock: Measures the waiting.
        chance: Keeps devices from trying in step.
        ice: Which servers may be asked.
        random_bytes: Source of the names of attempts.
    """

    document: str
    find_entry: FindEntry
    send: SendSignal
    use: Use
    clock: Clock
    chance: random.Random
    ice: IceSettings = field(default_factory=IceSettings)
    random_bytes: RandomBytes = secrets.token_bytes


@dataclass(slots=True)
class _Peer:
    device: str
    entry: DeviceEntry
    reader: SignalReader
    task: asyncio.Task[None] | None = None
    answers: dict[str, asyncio.Future[str]] = field(default_factory=dict)
    offers: asyncio.Queue[tuple[str, str]] = field(default_factory=lambda: asyncio.Queue(1))
    """The newest offer: whoever makes another one has given up the one before."""
    again: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the present channel or wait is to end: a new offer, a goodbye, another network."""
    overtaken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set likewise; cleared when an attempt begins, which it ends."""

    def begin_anew(self) -> None:
        """End the present channel, wait or attempt."""
        self.again.set()
        self.overtaken.set()


class Mesh:
    """The direct channels of this device in one room."""

    def __init__(self, own: DeviceIdentity, settings: MeshSettings) -> None:
        self._own = own
        self._settings = settings
        self._peers: dict[str, _Peer] = {}
        self._early: dict[str, list[bytes]] = {}
        self._wanted: frozenset[str] = frozenset()
        self._changed = asyncio.Event()
        self.connected: set[str] = set()
        """Devices to which a channel is open now."""

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
        if peer is None:
            if len(self._early) < MAX_EARLY or device in self._early:
                early = self._early.setdefault(device, [])
                if len(early) < MAX_SIGNALS:
                    early.append(message)
            return
        try:
            session, body = peer.reader.open(message)
        except (ProtocolError, CryptoError):
            return  # Whoever carries messages can damage them; only a good one counts.
        self._heard(peer, session, body)

    def restart(self) -> None:
        """Open every channel anew: the network changed, or the machine woke."""
        for peer in self._peers.values():
            peer.begin_anew()

    def _follow(self, group: asyncio.TaskGroup) -> None:
        for device in self._peers.keys() - self._wanted:
            task = self._peers.pop(device).task
            if task is not None:
                task.cancel()
        for device in sorted(self._wanted - self._peers.keys()):
            entry = self._settings.find_entry(device)
            if entry is None:
                continue
            reader = SignalReader(self._own, entry, self._settings.document)
            peer = self._peers[device] = _Peer(device, entry, reader)
            peer.task = group.create_task(self._keep(peer))
            for message in self._early.pop(device, []):
                self.signal(device, message)

    def _heard(self, peer: _Peer, session: str, body: SignalBody) -> None:
        if body.kind is SignalKind.ANSWER:
            waiting = peer.answers.get(session)
            if waiting is not None and not waiting.done():
                waiting.set_result(body.text)
        elif body.kind is SignalKind.OFFER and not self._offers(peer):
            if peer.offers.full():
                peer.offers.get_nowait()
            peer.offers.put_nowait((session, body.text))
            peer.begin_anew()
        elif body.kind is SignalKind.BYE:
            peer.begin_anew()

    def _offers(self, peer: _Peer) -> bool:
        return self._own.device < peer.device

    async def _keep(self, peer: _Peer) -> None:
        backoff = Backoff()
        while True:
            peer.again.clear()
            try:
                link = await (self._offer(peer) if self._offers(peer) else self._answer(peer))
            except (Unreachable, ChannelUntrusted, ProtocolError, LinkClosed):
                backoff = backoff.failed()
            else:
                backoff = Backoff()
                await self._use(peer, link)
            await self._settings.clock.wait(peer.again, backoff.wait(self._settings.chance))

    async def _offer(self, peer: _Peer) -> DataChannelLink:
        session = self._session(peer, self._settings.random_bytes(ID_BYTES).hex())

        async def exchange(offer: str) -> str:
            answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            peer.answers[session.session] = answered
            try:
                await self._settings.send(peer.device, session.seal(SignalBody(SignalKind.OFFER, offer)))
                return await answered
            finally:
                del peer.answers[session.session]

        peer.overtaken.clear()
        link = await _unless_overtaken(peer, lambda: offer_channel(peer.device, self._settings.ice, exchange))
        peer.again.clear()  # What asked for this channel must not end it.
        return link

    async def _answer(self, peer: _Peer) -> DataChannelLink:
        if peer.offers.empty():
            await self._ask(peer)
        name, offer = await peer.offers.get()
        peer.again.clear()
        peer.overtaken.clear()
        session = self._session(peer, name)

        async def send(answer: str) -> None:
            await self._settings.send(peer.device, session.seal(SignalBody(SignalKind.ANSWER, answer)))

        ice = self._settings.ice
        return await _unless_overtaken(peer, lambda: answer_channel(peer.device, ice, offer, send))

    async def _ask(self, peer: _Peer) -> None:
        """Tell the one who makes the offers that this side has no channel (any more)."""
        session = self._session(peer, self._settings.random_bytes(ID_BYTES).hex())
        await self._settings.send(peer.device, session.seal(SignalBody(SignalKind.BYE, "")))

    async def _use(self, peer: _Peer, link: DataChannelLink) -> None:
        self.connected.add(peer.device)
        try:
            async with asyncio.TaskGroup() as group:
                using = group.create_task(until_closed(self._settings.use(link)))
                again = group.create_task(peer.again.wait())
                await asyncio.wait({using, again}, return_when=asyncio.FIRST_COMPLETED)
                using.cancel()
                again.cancel()
        finally:
            self.connected.discard(peer.device)
            await link.close()

    def _session(self, peer: _Peer, name: str) -> SignalSession:
        return SignalSession(self._own, peer.entry, self._settings.document, name)


async def _unless_overtaken(peer: _Peer, attempt: Callable[[], Awaitable[DataChannelLink]]) -> DataChannelLink:
    """Make an attempt, unless the other side gives it up meanwhile: a new offer, or a goodbye from who was to answer.

    Raises:
        Unreachable: It was overtaken, or as the attempt.
        ChannelUntrusted: As the attempt.
        ProtocolError: As the attempt.
    """
    opened: list[DataChannelLink] = []
    failed: list[Exception] = []

    async def make() -> None:
        try:
            opened.append(await attempt())
        except (Unreachable, ChannelUntrusted, ProtocolError, LinkClosed) as error:
            failed.append(error)

    try:
        async with asyncio.TaskGroup() as group:
            making = group.create_task(make())
            overtaken = group.create_task(peer.overtaken.wait())
            await asyncio.wait({making, overtaken}, return_when=asyncio.FIRST_COMPLETED)
            making.cancel()
            overtaken.cancel()
    except asyncio.CancelledError:
        for link in opened:  # It was opened in the same moment, and nobody else knows of it.
            await link.close()
        raise
    if opened:
        return opened[0]
    raise failed[0] if failed else Unreachable("the attempt was overtaken")
