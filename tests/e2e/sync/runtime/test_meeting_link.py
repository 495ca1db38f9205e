"""Two computers of one person meet at a real relay, a process of its own; and what a relay that stands in between comes to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.meetings import Meeting, end_meeting, heard_words, open_meetings, say_word
from sync.account.tokens import TokenKeeper
from sync.crypto.pairing import Side
from sync.errors import (
    AccountError,
    AccountRefused,
    ChannelUntrusted,
    LinkClosed,
    RelayUnavailable,
    SyncError,
    TooManyRequests,
)
from sync.runtime import meeting_link
from sync.runtime.meeting_link import MeetingLink, Place, await_guest, come, get_to_know
from sync.transports.lan.meeting import Known, Met, Question
from tests.support.loop import RealClock, run, until
from tests.support.relay_town import Town, build_town
from tests.support.workspace import identity

T = TypeVar("T")
LAPTOP, NEW, THIRD = "ana", "ana 2", "ana 3"


@dataclass
class Computer:
    """One of Ana's computers, and Ana in front of it."""

    town: Town
    name: str
    api: RelayApi
    tokens: TokenKeeper
    agrees: bool = True
    asked: list[Question] = field(default_factory=list)
    opened: list[Meeting] = field(default_factory=list)
    troubles: list[AccountError | None] = field(default_factory=list)

    async def request(self, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        return await work(self.api, await self.tokens.current())

    @property
    def place(self) -> Place:
        return Place(self, self.town.key, self.town.people[self.name].account, RealClock())

    async def decide(self, question: Question) -> bool:
        self.asked.append(question)
        return self.agrees

    async def host(self) -> tuple[MeetingLink, Met]:
        return await self._know(await await_guest(self.place, self.opened.append))

    async def guest(self, meeting: str) -> tuple[MeetingLink, Met]:
        return await self._know(await come(self.place, meeting))

    async def _know(self, link: MeetingLink) -> tuple[MeetingLink, Met]:
        return link, await get_to_know(link, self.town.people[self.name].laptop, self.decide)


@asynccontextmanager
async def at(town: Town, *names: str) -> AsyncIterator[list[Computer]]:
    async with make_client() as client:
        api = RelayApi(town.url, client)
        yield [Computer(town, name, api, town.keeper(api, name)) for name in names]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = build_town(tmp_path, "ana", computers=3)
    with made.serving():
        yield made


async def tried(work: Awaitable[T]) -> T | SyncError:
    try:
        return await work
    except SyncError as error:
        return error


def test_run39_both_screens_show_the_same_digits_and_what_follows_is_sealed(town: Town) -> None:
    """RUN-39, KEY-20: messages of any length come whole, and what the relay holds shows nothing of them."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            hosting = asyncio.create_task(laptop.host())
            await until(lambda: laptop.opened)
            theirs, host = await new.guest(laptop.opened[0].id)
            ours, guest = await hosting
            assert laptop.asked[0].digits == new.asked[0].digits
            assert (host.entry, guest.entry) == (town.people[LAPTOP].laptop.entry, town.people[NEW].laptop.entry)
            assert (host.known, guest.known) == (Known.DIGITS, Known.DIGITS)
            long = b"secret " * 20_000
            await ours.send(b"secret one")
            await ours.send(long)
            await ours.send(b"")
            assert [await theirs.receive() for _ in range(3)] == [b"secret one", long, b""]
            await theirs.send(b"secret answer")
            assert await ours.receive() == b"secret answer"
            stored = await new.request(partial(heard_words, meeting=laptop.opened[0].id, after=0))
            assert len(stored) > 5
            assert not any(b"secret" in word for word in stored)
            await theirs.close()
            with pytest.raises(LinkClosed):
                await ours.receive()

    run(main())


def test_run39_who_finds_other_digits_ends_it(town: Town) -> None:
    """RUN-39."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            new.agrees = False
            hosting = asyncio.create_task(tried(laptop.host()))
            await until(lambda: laptop.opened)
            assert isinstance(await tried(new.guest(laptop.opened[0].id)), ChannelUntrusted)
            assert isinstance(await hosting, ChannelUntrusted)

    run(main())


def test_run39_a_relay_in_between_makes_the_digits_differ(town: Town) -> None:
    """RUN-39: it shows each computer another meeting, and is the other side in both, with keys of its own."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW, THIRD) as (laptop, new, crooked):
            hosting = asyncio.create_task(tried(laptop.host()))
            await until(lambda: laptop.opened)
            fooling = asyncio.create_task(tried(await_guest(crooked.place, crooked.opened.append)))
            await until(lambda: crooked.opened)
            coming = asyncio.create_task(tried(new.guest(crooked.opened[0].id)))
            to_new = await fooling
            assert isinstance(to_new, MeetingLink)
            to_laptop = await come(crooked.place, laptop.opened[0].id)
            eve = [
                asyncio.create_task(tried(get_to_know(link, identity("the relay's own"), crooked.decide)))
                for link in (to_new, to_laptop)
            ]
            await until(lambda: laptop.asked and new.asked)
            assert laptop.asked[0].digits != new.asked[0].digits
            await asyncio.gather(hosting, coming, *eve)

    run(main())


@pytest.mark.parametrize("trouble", [RelayUnavailable("restarting"), TooManyRequests(0.0)], ids=["gone", "busy"])
def test_run39_a_relay_that_is_gone_for_a_moment_ends_no_waiting(town: Town, trouble: AccountError) -> None:
    """RUN-39: the meeting goes on at the relay, and who comes later is met."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            laptop.troubles = [None, trouble]  # The meeting is opened; the first look for a guest fails.
            hosting = asyncio.create_task(laptop.host())
            await until(lambda: not laptop.troubles or hosting.done())
            theirs, _ = await new.guest(laptop.opened[0].id)
            ours, _ = await hosting
            await ours.send(b"here")
            assert await theirs.receive() == b"here"

    run(main())


Crookedness = Callable[[list[bytes]], list[bytes]]
CROOKED: dict[str, Crookedness] = {
    "changed": lambda words: [bytes([words[0][0] ^ 1]) + words[0][1:], *words[1:]],
    "swapped": lambda words: [words[1], words[0]],
    "said again": lambda words: [words[0], words[0]],
    "cut short": lambda words: [words[0][:-1], words[1]],
}


@pytest.mark.parametrize("how", CROOKED.values(), ids=CROOKED.keys())
def test_run39_words_that_a_relay_changes_or_swaps_end_it(
    town: Town, monkeypatch: pytest.MonkeyPatch, how: Crookedness
) -> None:
    """RUN-39, KEY-20: after the digits; what two computers say before is what strangers may hear, and makes these differ."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            hosting = asyncio.create_task(laptop.host())
            await until(lambda: laptop.opened)
            theirs, _ = await new.guest(laptop.opened[0].id)
            ours, _ = await hosting
            for said in (b"one", b"two"):
                await ours.send(said)

            async def passed_on(api: RelayApi, access: str, meeting: str, after: int) -> list[bytes]:
                return how(list(await heard_words(api, access, meeting, after)))

            monkeypatch.setattr(meeting_link, "heard_words", passed_on)
            heard = [await tried(theirs.receive()) for _ in range(2)]
            assert any(isinstance(one, LinkClosed) for one in heard)

    run(main())


def test_run39_words_that_are_invented_end_it(town: Town) -> None:
    """RUN-39, KEY-20."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            hosting = asyncio.create_task(laptop.host())
            await until(lambda: laptop.opened)
            theirs, _ = await new.guest(laptop.opened[0].id)
            await hosting
            said = len(await new.request(partial(heard_words, meeting=laptop.opened[0].id, after=0)))
            word = b"\0" + b"an invented greeting"
            await laptop.request(partial(say_word, meeting=laptop.opened[0].id, number=said + 1, word=word))
            with pytest.raises(LinkClosed):
                await theirs.receive()

    run(main())


def test_run39_a_host_who_stops_waiting_leaves_no_meeting(town: Town) -> None:
    """RUN-39; ACC-71: a meeting that is over takes no guest."""

    async def main() -> None:
        async with at(town, LAPTOP, NEW) as (laptop, new):
            hosting = asyncio.create_task(laptop.host())
            await until(lambda: laptop.opened)
            hosting.cancel()
            await asyncio.wait([hosting])
            assert await new.request(open_meetings) == ()
            with pytest.raises(AccountRefused):
                await come(new.place, laptop.opened[0].id)
            with pytest.raises(AccountRefused):
                await new.request(partial(end_meeting, meeting=laptop.opened[0].id))
            await MeetingLink(new.place, laptop.opened[0].id, Side.GUEST).close()

    run(main())
