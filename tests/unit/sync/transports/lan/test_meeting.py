"""Commit, reveal, prove, decide."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from sync.crypto.identity import DeviceIdentity
from sync.crypto.pairing import Side
from sync.errors import ChannelUntrusted, LinkClosed, SyncError, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.transports.lan import meeting
from sync.transports.lan.meeting import Known, Met, Question, Terms, meet
from sync.transports.link import Link
from sync.transports.loopback import loopback_pair
from tests.support.loop import run
from tests.support.workspace import ANA, BEN, CLEO, digest, identifier

ROOM, CERTIFICATE, SECRET = identifier("room"), digest("certificate"), digest("ticket")[:16]


@dataclass
class Person:
    """Somebody in front of a screen."""

    own: DeviceIdentity
    side: Side
    knows: list[DeviceEntry] = field(default_factory=list)
    agrees: bool = True
    tickets: list[bytes] = field(default_factory=list)
    secret: bytes = b""
    certificate: bytes = CERTIFICATE
    asked: list[Question] = field(default_factory=list)
    on_asked: Callable[[], object] = lambda: None
    waits_for: asyncio.Event | None = None

    def terms(self) -> Terms:
        async def decide(question: Question) -> bool:
            self.asked.append(question)
            self.on_asked()
            if self.waits_for is not None:
                await self.waits_for.wait()
            return self.agrees

        return Terms(
            self.side, ROOM, self.certificate, self.own, self.knows.__contains__, decide,
            lambda proves: any(proves(secret) for secret in self.tickets), self.secret,
        )  # fmt: skip


def host(**more: object) -> Person:
    return Person(ANA.laptop, Side.HOST, **more)  # type: ignore[arg-type]


def guest(**more: object) -> Person:
    return Person(BEN.laptop, Side.GUEST, **more)  # type: ignore[arg-type]


async def attempt(link: Link, person: Person) -> Met | SyncError:
    try:
        return await meet(link, person.terms())
    except SyncError as error:
        await link.close()
        return error


def both(first: Person, second: Person) -> tuple[Met | SyncError, Met | SyncError]:
    """Let two meet on one link."""

    async def main() -> tuple[Met | SyncError, Met | SyncError]:
        ours, theirs = loopback_pair()
        ends = await asyncio.gather(attempt(ours, first), attempt(theirs, second))
        return ends[0], ends[1]

    return run(main())


def test_tra44_both_screens_show_the_same_digits() -> None:
    """TRA-44."""
    ana, ben = host(), guest()
    assert both(ana, ben) == (Met(BEN.laptop.entry, Known.DIGITS), Met(ANA.laptop.entry, Known.DIGITS))
    assert ana.asked[0].digits == ben.asked[0].digits
    assert len(ana.asked[0].digits) == 6
    assert ana.asked[0].entry == BEN.laptop.entry


@pytest.mark.parametrize("who", [0, 1])
def test_tra45_one_no_ends_it_for_both(who: int) -> None:
    """TRA-45."""
    ends = both(host(agrees=who != 0), guest(agrees=who != 1))
    assert all(isinstance(end, ChannelUntrusted) for end in ends)


@pytest.mark.parametrize("leaves", [True, False])
def test_tra45_nobody_is_asked_any_more_about_who_said_no_or_left(leaves: bool) -> None:
    """TRA-45: the digits of somebody who is gone would stand before those of the next one."""

    async def main() -> None:
        ana, asked = host(waits_for=asyncio.Event()), asyncio.Event()
        ana.on_asked = asked.set
        ours, theirs = loopback_pair()
        meeting_ana = asyncio.create_task(attempt(ours, ana))
        ben = guest(agrees=False, waits_for=asked)  # His no comes while Ana still looks.
        if leaves:
            ben.waits_for = asyncio.Event()
        meeting_ben = asyncio.create_task(attempt(theirs, ben))
        await asked.wait()
        if leaves:
            await theirs.close()
        end = await meeting_ana
        assert isinstance(end, LinkClosed if leaves else ChannelUntrusted)
        await meeting_ben

    run(main())


def test_tra46_who_knows_each_other_is_not_asked() -> None:
    """TRA-46."""
    ana, ben = host(knows=[BEN.laptop.entry]), guest(knows=[ANA.laptop.entry])
    assert both(ana, ben) == (Met(BEN.laptop.entry, Known.MEMBER), Met(ANA.laptop.entry, Known.MEMBER))
    assert ana.asked == ben.asked == []


@pytest.mark.parametrize("agrees", [True, False])
def test_tra46_who_trusts_one_who_compares_sees_the_digits_too(monkeypatch: pytest.MonkeyPatch, agrees: bool) -> None:
    """TRA-46."""
    monkeypatch.setattr(meeting, "SHOW_SECONDS", 0.0)
    slow = asyncio.Event()
    ana, ben = host(waits_for=slow), guest(knows=[ANA.laptop.entry], agrees=agrees)
    # Where the trusting side says no, the other one's person is slower.
    ben.on_asked = slow.set if agrees else lambda: asyncio.get_running_loop().call_later(0.05, slow.set)
    ends = both(ana, ben)
    assert ana.asked[0].digits == ben.asked[0].digits
    if agrees:
        assert ends == (Met(BEN.laptop.entry, Known.DIGITS), Met(ANA.laptop.entry, Known.MEMBER))
    else:
        assert isinstance(ends[1], ChannelUntrusted)


def test_tra47_a_ticket_stands_for_the_digits() -> None:
    """TRA-47."""
    ana, ben = host(tickets=[digest("other")[:16], SECRET]), guest(secret=SECRET)
    assert both(ana, ben) == (Met(BEN.laptop.entry, Known.TICKET), Met(ANA.laptop.entry, Known.TICKET))
    assert ana.asked == ben.asked == []


def test_tra47_a_wrong_ticket_means_digits_for_the_host() -> None:
    """TRA-47."""
    ana, ben = host(tickets=[SECRET]), guest(secret=digest("wrong")[:16])
    ends = both(ana, ben)
    assert isinstance(ends[0], Met)
    assert ends[0].known is Known.DIGITS


def test_tra44_another_certificate_makes_other_digits() -> None:
    """TRA-44: somebody in between shows a certificate of his own to the guest."""

    async def main() -> None:
        ana, ben = host(), guest(certificate=digest("in between"))
        to_ana, at_ana = loopback_pair()
        to_ben, at_ben = loopback_pair()

        async def pass_on(source: Link, target: Link) -> None:
            with suppress(LinkClosed):
                while True:
                    await target.send(await source.receive())

        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(pass_on(to_ana, to_ben)),
                group.create_task(pass_on(to_ben, to_ana)),
            ]
            ends = await asyncio.gather(attempt(at_ana, ana), attempt(at_ben, ben))
            for task in tasks:
                task.cancel()
        assert all(isinstance(end, SyncError) for end in ends)
        assert ana.asked == ben.asked == []

    run(main())


def test_tra46_whoever_shows_a_known_entry_must_hold_its_key() -> None:
    """TRA-46: Cleo shows Ben's entry, which anybody can copy."""
    stolen = DeviceIdentity(CLEO.laptop.signing_seed, CLEO.laptop.sealing_seed, BEN.laptop.entry)
    cleo = Person(stolen, Side.GUEST, knows=[ANA.laptop.entry])
    ends = both(host(knows=[BEN.laptop.entry]), cleo)
    assert isinstance(ends[0], ChannelUntrusted)


def test_tra49_nonsense_ends_it() -> None:
    """TRA-49."""

    async def main() -> Met | SyncError:
        ours, theirs = loopback_pair()
        await theirs.send(b"\x01 too short")
        return await attempt(ours, host())

    assert isinstance(run(main()), ChannelUntrusted)


def test_tra49_silence_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-49."""
    monkeypatch.setattr(meeting.meet.__globals__["_hear"], "__defaults__", (0, 0.05)[1:])

    async def main() -> Met | SyncError:
        ours, _theirs = loopback_pair()
        return await attempt(ours, host())

    assert isinstance(run(main()), Unreachable)
