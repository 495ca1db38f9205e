"""Two devices that try to have a channel, in virtual time, while messages and channels are lost; then nothing is in the way any more."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from sync.crypto.identity import DeviceIdentity
from sync.errors import EndReason, LinkClosed, Unreachable
from sync.protocol.signalling import SignalBody, SignalKind
from sync.transports.link import Link
from sync.transports.loopback import loopback_pair
from sync.transports.webrtc import peer_channel
from sync.transports.webrtc.data_channel import DataChannelLink
from sync.transports.webrtc.negotiation import CONNECT_SECONDS
from sync.transports.webrtc.peer_channel import MeshSettings, PeerChannel
from sync.transports.webrtc.signal_session import SignalReader, SignalSession
from tests.support.loop import RealClock
from tests.support.virtual_loop import run_virtually
from tests.support.workspace import Person, identifier

PLAN = identifier("plan")
FIRST, SECOND = sorted((Person("ana").laptop, Person("ben").laptop), key=lambda one: one.device)
SILENT_SECONDS = 20.0
"""After that a channel on which nothing comes is ended, by those who use it."""

TOGETHER_SECONDS = 90.0
"""In so much time there is a channel once messages and channels get through: the longest rest, an attempt, the way."""

Said = tuple[float, str, SignalBody]
"""When, in which attempt, and what."""


@dataclass
class Ends:
    """What became of one attempt: who takes part in it still, and whose end is open."""

    here: set[str] = field(default_factory=set)
    agreed: asyncio.Event = field(default_factory=asyncio.Event)
    links: dict[str, Any] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


class Weather:
    """What happens to messages and attempts; bad until it clears up."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.bad = True

    def is_hit(self, share: float) -> bool:
        return self.bad and self.chance.random() < share

    def seconds(self, longest: float) -> float:
        return self.chance.random() * (longest if self.bad else 0.1)


async def wait(seconds: float) -> None:
    await RealClock().wait(asyncio.Event(), seconds)


class Pair:
    """Two devices; ``settled`` tells that both use the two ends of one channel."""

    def __init__(self, weather: Weather, group: asyncio.TaskGroup) -> None:
        self.weather, self._group = weather, group
        self.attempts: dict[str, Ends] = {}
        self.using: dict[str, Ends] = {}
        self.channels: dict[str, PeerChannel] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def settled(self) -> bool:
        first, second = self.using.get(FIRST.device), self.using.get(SECOND.device)
        return first is not None and first is second

    def start(self, device: str) -> None:
        """Let a device begin, or begin again with nothing remembered."""
        own, other = (FIRST, SECOND) if device == FIRST.device else (SECOND, FIRST)
        if device in self.tasks:
            self.tasks[device].cancel()

        async def use(link: Link) -> None:
            await self._use(device, link)

        chance = random.Random(self.weather.chance.random())
        settings = MeshSettings(PLAN, {other.device: other.entry}.get, self._send, use, RealClock(), chance)
        self.channels[device] = PeerChannel(own, other.entry, other.device, settings)
        self.tasks[device] = self._group.create_task(self.channels[device].run())

    async def _send(self, device: str, message: bytes) -> None:
        copies = 0 if self.weather.is_hit(0.6) else 2 if self.weather.is_hit(0.1) else 1
        for _ in range(copies):
            asyncio.get_running_loop().call_later(self.weather.seconds(4.0), self._arrive, device, message)

    def _arrive(self, device: str, message: bytes) -> None:
        self.channels[device].signal(message)

    async def offer(self, device: str, _ice: object, exchange: Callable[[str], Any]) -> DataChannelLink:
        name = f"attempt {len(self.attempts)}"
        ends = self.attempts[name] = Ends()

        async def agree() -> None:
            await exchange(name)
            ends.agreed.set()

        return await self._open(ends, FIRST.device, agree)

    async def answer(self, device: str, _ice: object, offer: str, send: Callable[[str], Any]) -> DataChannelLink:
        ends = self.attempts[offer]

        async def agree() -> None:
            await send("yes")
            await ends.agreed.wait()

        return await self._open(ends, SECOND.device, agree)

    async def _open(self, ends: Ends, own: str, agree: Callable[[], Any]) -> DataChannelLink:
        """Open one's end if the other one takes part; the other side's may fail all the same."""
        ends.here.add(own)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await agree()
                await wait(self.weather.seconds(5.0))
                if self.weather.is_hit(0.4):
                    raise Unreachable("the handshake failed here")
                if self.weather.is_hit(0.4) or len(ends.here) < 2:
                    await asyncio.Event().wait()
        except TimeoutError:
            ends.here.discard(own)
            raise Unreachable("not in time") from None
        except BaseException:
            ends.here.discard(own)
            raise
        link, _ = loopback_pair()
        ends.links[own] = link
        ends.open.add(own)
        return link  # type: ignore[return-value]

    async def _use(self, own: str, link: Any) -> None:
        ends = next(one for one in self.attempts.values() if one.links.get(own) is link)
        other = SECOND.device if own == FIRST.device else FIRST.device
        self.using[own] = ends
        try:
            silent = 0.0
            while silent < SILENT_SECONDS and not self.weather.is_hit(0.03):
                await wait(0.5)
                silent = 0.0 if self.using.get(other) is ends else silent + 0.5
                if (
                    other in ends.open
                    and self.using.get(other) is not ends
                    and not self.weather.is_hit(0.9)
                    and silent > 1
                ):
                    break  # The goodbye arrived.
        finally:
            ends.open.discard(own)
            if self.using.get(own) is ends:
                del self.using[own]
        raise LinkClosed(EndReason.LOST)


@contextmanager
def attempts_of(pair: Pair) -> Iterator[None]:
    before = peer_channel.offer_channel, peer_channel.answer_channel
    peer_channel.offer_channel, peer_channel.answer_channel = pair.offer, pair.answer  # type: ignore[assignment]
    try:
        yield
    finally:
        peer_channel.offer_channel, peer_channel.answer_channel = before


@asynccontextmanager
async def two(seed: int) -> AsyncIterator[Pair]:
    async with asyncio.TaskGroup() as group:
        pair = Pair(Weather(seed), group)
        with attempts_of(pair):
            for device in (FIRST.device, SECOND.device):
                pair.start(device)
            yield pair
            for task in pair.tasks.values():
                task.cancel()


@pytest.mark.parametrize("seed", range(60))
def test_tra37_whatever_was_lost_two_devices_come_together_once_messages_arrive(seed: int) -> None:
    """TRA-37, TRA-34: after minutes of lost, late and repeated messages, failed attempts, ends that are open on one side, and new starts."""

    async def main() -> None:
        async with two(seed) as pair:
            weather = pair.weather
            for _ in range(weather.chance.randrange(12)):
                await wait(weather.seconds(60.0))
                device = weather.chance.choice((FIRST.device, SECOND.device))
                weather.chance.choice((pair.start, lambda one: pair.channels[one].begin_anew()))(device)
            await wait(weather.seconds(600.0))
            weather.bad = False
            await wait(TOGETHER_SECONDS)
            assert pair.settled
            agreed = pair.using[FIRST.device]
            await wait(120.0)
            assert pair.settled
            assert pair.using[FIRST.device] is agreed

    run_virtually(main())


@asynccontextmanager
async def alone(device: DeviceIdentity) -> AsyncIterator[tuple[PeerChannel, list[Said]]]:
    """Let a device try while the other one is silent; what is said to it is opened."""
    other = SECOND if device is FIRST else FIRST
    reader, said = SignalReader(other, device.entry, PLAN), list[Said]()

    async def send(_device: str, message: bytes) -> None:
        session, body = reader.open(message)
        said.append((asyncio.get_running_loop().time(), session, body))

    async def offer(_device: str, _ice: object, exchange: Callable[[str], Any]) -> DataChannelLink:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await exchange("an offer")
        except TimeoutError:
            raise Unreachable("nobody answers") from None
        return loopback_pair()[0]  # type: ignore[return-value]

    async def use(link: Link) -> None:
        await link.receive()

    before, peer_channel.offer_channel = peer_channel.offer_channel, offer
    settings = MeshSettings(PLAN, {}.get, send, use, RealClock(), random.Random(1))
    channel = PeerChannel(device, other.entry, other.device, settings)
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(channel.run())
            yield channel, said
            task.cancel()
    finally:
        peer_channel.offer_channel = before


def says(kind: SignalKind, session: str) -> bytes:
    """Return what the one who answers says."""
    return SignalSession(SECOND, FIRST.entry, PLAN, session).seal(SignalBody(kind, ""))


def test_tra37_who_waits_for_an_offer_asks_again_ever_more_seldom() -> None:
    """TRA-37: the goodbye that asks for it may be lost, and so may the offer."""

    async def main() -> None:
        async with alone(SECOND) as (_, said):
            await wait(600.0)
        assert {body.kind for _, _, body in said} == {SignalKind.BYE}
        pauses = [after - before for (before, *_), (after, *_) in pairwise(said)]
        assert 4.0 <= pauses[0] <= 8.0
        assert all(30.0 <= pause <= 60.0 for pause in pauses[4:])
        assert len(pauses) > 10

    run_virtually(main())


def test_tra37_an_answer_to_an_offer_that_was_given_up_has_a_new_one_made() -> None:
    """TRA-37: who answers is there, and would wait in vain; but it ends neither an attempt nor a channel."""

    async def main() -> None:
        async with alone(FIRST) as (channel, said):
            await wait(400.0)
            rests = [after - before for (before, *_), (after, *_) in pairwise(said)]
            assert rests[-1] > 40.0
            while channel.engaged:
                await wait(1.0)
            (_, first, _), offers = said[0], len(said)
            channel.signal(says(SignalKind.ANSWER, first))
            await wait(0.1)
            assert len(said) == offers + 1
            channel.signal(says(SignalKind.ANSWER, said[1][1]))
            channel.signal(says(SignalKind.ANSWER, said[-1][1]))
            await wait(0.1)
            assert channel.connected
            channel.signal(says(SignalKind.ANSWER, said[2][1]))
            await wait(5.0)
            assert channel.connected
            assert len(said) == offers + 1

    run_virtually(main())


def test_a_channel_that_opens_in_the_moment_in_which_nobody_wants_it_any_more_is_closed() -> None:
    """TRA-34: because it is not wanted here, or was given up there."""

    async def main(ends: Callable[[PeerChannel, asyncio.Task[Any]], object]) -> None:
        ours, theirs = loopback_pair(FIRST.device, SECOND.device)
        agreed = asyncio.Event()

        async def attempt() -> DataChannelLink:
            await agreed.wait()
            return ours  # type: ignore[return-value]

        async def nothing(*_: object) -> None:
            return

        settings = MeshSettings(PLAN, {}.get, nothing, nothing, RealClock(), random.Random(1))
        channel = PeerChannel(SECOND, FIRST.entry, FIRST.device, settings)
        trying = asyncio.create_task(channel._unless_anew(attempt))
        await wait(0.1)
        agreed.set()
        ends(channel, trying)
        await asyncio.wait({trying})
        with pytest.raises((Unreachable, asyncio.CancelledError)):
            trying.result()
        with pytest.raises(LinkClosed):
            await theirs.receive()

    run_virtually(main(lambda _, trying: trying.cancel()))
    run_virtually(main(lambda channel, _: channel.begin_anew()))
