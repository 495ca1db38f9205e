"""The channel to one device, opened again and again: who offers, who asks for an offer, and what ends what.

Messages may be lost, late or there twice, and either side may begin anew at any moment. What brings both together again (TRA-34,
TRA-37): whoever offers never waits without an end, since an attempt, a rest and a channel on which nothing comes all have one; whoever
answers takes the newest offer, whatever it is at, and asks again while none comes.
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

ASK_AGAIN = Backoff(4)
"""When an offer that was asked for does not come, it is asked for again after 4 to 8 s, then ever more seldom."""

SendSignal: TypeAlias = Callable[[str, bytes], Awaitable[None]]
"""Brings a sealed message to a device of the room, if it can."""

Use: TypeAlias = Callable[[Link], Awaitable[None]]
"""Uses a channel until it ends, also one on which nothing comes any more."""

FindEntry: TypeAlias = Callable[[str], DeviceEntry | None]
"""Returns the entry of a device as the membership log has it, if it may read the document."""


@dataclass(frozen=True, slots=True)
class MeshSettings:
    """What the channels of a room are about and what they need.

    Attributes:
        document: The document whose room it is.
        find_entry: Whom to trust.
        send: The way for sealed messages.
        use: Uses each channel.
        clock: Measures the waiting.
        chance: Keeps devices from trying in step.
        ice: Which servers may be asked.
        rested: Told whenever an attempt or a channel has ended; must not wait.
        random_bytes: Source of the names of attempts.
    """

    document: str
    find_entry: FindEntry
    send: SendSignal
    use: Use
    clock: Clock
    chance: random.Random
    ice: IceSettings = field(default_factory=IceSettings)
    rested: Callable[[], None] = lambda: None
    random_bytes: RandomBytes = secrets.token_bytes


class PeerChannel:
    """The channel to one device.

    Attributes:
        connected: Whether it is open now.
        engaged: Whether it is open or being agreed on now.
    """

    def __init__(self, own: DeviceIdentity, entry: DeviceEntry, device: str, settings: MeshSettings) -> None:
        self._own, self._entry, self._device, self._settings = own, entry, device, settings
        self._reader = SignalReader(own, entry, settings.document)
        self._asked: tuple[str, asyncio.Future[str]] | None = None
        self._offer: tuple[str, str] | None = None
        """The newest offer: whoever makes another one has given up the one before."""
        self._anew = asyncio.Event()
        self.connected = self.engaged = False

    async def run(self) -> None:
        """Keep the channel open until cancelled."""
        backoff = Backoff()
        while True:
            self._anew.clear()
            try:
                link = await (self._offered() if self._own.device < self._device else self._answered())
            except (Unreachable, ChannelUntrusted, ProtocolError, LinkClosed):
                backoff = backoff.failed()
            else:
                backoff = Backoff()
                await self._use(link)
            self.engaged = False
            self._settings.rested()
            await self._settings.clock.wait(self._anew, backoff.wait(self._settings.chance))

    def begin_anew(self) -> None:
        """End the present attempt, channel or rest."""
        self._anew.set()

    def signal(self, message: bytes) -> None:
        """Take a sealed message of the device; what cannot be opened is dropped."""
        try:
            session, body = self._reader.open(message)
        except (ProtocolError, CryptoError):
            return  # Whoever carries messages can damage them; only a good one counts.
        if body.kind is SignalKind.BYE:
            self.begin_anew()
        elif body.kind is SignalKind.ANSWER:
            self._take_answer(session, body.text)
        elif self._own.device > self._device:
            self._offer = session, body.text
            self.begin_anew()

    def _take_answer(self, session: str, answer: str) -> None:
        if self._asked is not None and self._asked[0] == session:
            if not self._asked[1].done():
                self._asked[1].set_result(answer)
        elif not self.engaged:
            # The other side waits for a channel that was given up here: it is there, and need not wait until this one has rested.
            self.begin_anew()

    async def _offered(self) -> DataChannelLink:
        session = self._session(self._settings.random_bytes(ID_BYTES).hex())

        async def exchange(offer: str) -> str:
            answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            self._asked = session.session, answered
            try:
                await self._settings.send(self._device, session.seal(SignalBody(SignalKind.OFFER, offer)))
                return await answered
            finally:
                self._asked = None

        return await self._unless_anew(lambda: offer_channel(self._device, self._settings.ice, exchange))

    async def _answered(self) -> DataChannelLink:
        name, offer = await self._newest_offer()
        session = self._session(name)

        async def send(answer: str) -> None:
            await self._settings.send(self._device, session.seal(SignalBody(SignalKind.ANSWER, answer)))

        return await self._unless_anew(lambda: answer_channel(self._device, self._settings.ice, offer, send))

    async def _newest_offer(self) -> tuple[str, str]:
        """Wait for an offer; tell the one who makes them, again and again, that this side has no channel (any more)."""
        asking = ASK_AGAIN
        while self._offer is None:
            self._anew.clear()
            session = self._session(self._settings.random_bytes(ID_BYTES).hex())
            await self._settings.send(self._device, session.seal(SignalBody(SignalKind.BYE, "")))
            await self._settings.clock.wait(self._anew, asking.wait(self._settings.chance))
            asking = asking.failed()
        offer, self._offer = self._offer, None
        self._anew.clear()  # What was set by this offer, or before it, must not end the answering.
        return offer

    async def _unless_anew(self, attempt: Callable[[], Awaitable[DataChannelLink]]) -> DataChannelLink:
        """Make an attempt, unless it is to begin anew meanwhile: a new offer, or a goodbye from who was to answer.

        Raises:
            Unreachable: It is to begin anew, or as the attempt.
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

        self.engaged = True
        try:
            async with asyncio.TaskGroup() as group:
                making = group.create_task(make())
                anew = group.create_task(self._anew.wait())
                await asyncio.wait({making, anew}, return_when=asyncio.FIRST_COMPLETED)
                making.cancel()
                anew.cancel()
        except asyncio.CancelledError:
            await _close(opened)  # Opened in the same moment, and nobody else knows of it.
            raise
        if opened and not self._anew.is_set():
            return opened[0]
        await _close(opened)  # The other side has given it up in the same moment.
        raise failed[0] if failed else Unreachable("the attempt is to begin anew")

    async def _use(self, link: DataChannelLink) -> None:
        self.connected = True
        try:
            async with asyncio.TaskGroup() as group:
                using = group.create_task(until_closed(self._settings.use(link)))
                anew = group.create_task(self._anew.wait())
                await asyncio.wait({using, anew}, return_when=asyncio.FIRST_COMPLETED)
                using.cancel()
                anew.cancel()
        finally:
            self.connected = False
            await link.close()

    def _session(self, name: str) -> SignalSession:
        return SignalSession(self._own, self._entry, self._settings.document, name)


async def _close(links: list[DataChannelLink]) -> None:
    for link in links:
        await link.close()
