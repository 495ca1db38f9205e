"""A room over real TLS sockets, entered in every way."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from websockets.asyncio.client import ClientConnection

from sync.crypto.identity import generate_identity
from sync.errors import ChannelUntrusted, LinkClosed, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.transports.lan import meeting as meeting_module
from sync.transports.lan import room as room_module
from sync.transports.lan.announcement import announce_room
from sync.transports.lan.guest import FoundRoom, Visitor, enter_by_ticket, enter_room
from sync.transports.lan.knocks import FREE_QUESTIONS, Knocks
from sync.transports.lan.meeting import Known, Met, Question, Word
from sync.transports.lan.room import LanRoom, RoomSettings, listen, open_room
from sync.transports.link import Link, PathKind
from sync.transports.web_socket import WebSocketLink
from tests.support.loop import run, until
from tests.support.workspace import ANA, BEN, digest

HERE = ("127.0.0.1",)


@dataclass
class House:
    """A host, what he was asked and whom he let in."""

    agrees: bool = True
    knows: list[DeviceEntry] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    came: list[Met] = field(default_factory=list)
    knocks: Knocks = field(default_factory=Knocks)

    async def decide(self, question: Question) -> bool:
        self.asked.append(question)
        return self.agrees

    async def welcome(self, link: Link, met: Met) -> None:
        self.came.append(met)
        assert link.info.kind is PathKind.LAN
        assert link.info.device == met.entry.device
        while True:
            await link.send(await link.receive())

    @asynccontextmanager
    async def open(self) -> AsyncIterator[LanRoom]:
        settings = RoomSettings(
            announce_room(None),
            ANA.laptop,
            self.knows.__contains__,
            self.decide,
            self.welcome,
            "127.0.0.1",
            self.knocks,
        )
        async with open_room(settings) as room:
            yield room


def visitor(asked: list[Question], agrees: bool = True, knows: tuple[DeviceEntry, ...] = ()) -> Visitor:
    async def decide(question: Question) -> bool:
        asked.append(question)
        return agrees

    return Visitor(BEN.laptop, knows.__contains__, decide)


def found(room: LanRoom) -> FoundRoom:
    return FoundRoom(room.settings.announcement.room, HERE, room.port)


def test_tra44_a_guest_enters_by_digits_and_talks() -> None:
    """TRA-44, TRA-50."""

    async def main() -> None:
        house, asked = House(), []  # type: tuple[House, list[Question]]
        async with house.open() as room:
            link, met = await enter_room(found(room), visitor(asked))
            assert met == Met(ANA.laptop.entry, Known.DIGITS)
            assert house.asked[0].digits == asked[0].digits
            await link.send(b"x" * 200_000)
            assert await link.receive() == b"x" * 200_000
            assert room.guests == {BEN.laptop.device}
            await link.close()
            await until(lambda: not room.guests)

    run(main())


def test_tra46_a_member_comes_in_at_once() -> None:
    """TRA-46."""

    async def main() -> None:
        house = House(knows=[BEN.laptop.entry])
        async with house.open() as room:
            link, met = await enter_room(found(room), visitor([], knows=(ANA.laptop.entry,)))
            assert met.known is Known.MEMBER
            assert house.asked == []
            await link.close()

    run(main())


def test_tra47_a_ticket_admits_once() -> None:
    """TRA-47."""

    async def main() -> None:
        house = House(agrees=False)
        async with house.open() as room:
            ticket = room.ticket(HERE)
            link, met = await enter_by_ticket(ticket, visitor([]))
            assert met.known is Known.TICKET
            await link.close()
            with pytest.raises(ChannelUntrusted):
                await enter_by_ticket(ticket, visitor([]))
            voided = room.ticket(HERE)
            room.void_tickets()
            with pytest.raises(ChannelUntrusted):
                await enter_by_ticket(voided, visitor([]))
            assert [met.known for met in house.came] == [Known.TICKET]

    run(main())


def test_tra47_a_room_that_is_not_the_tickets_gets_nothing() -> None:
    """TRA-47: nobody else can pass for the room of the code."""

    async def main() -> None:
        house = House()
        async with house.open() as room:
            ticket = replace(room.ticket(HERE), certificate=digest("another"))
            with pytest.raises(ChannelUntrusted):
                await enter_by_ticket(ticket, visitor([]))
            await until(lambda: not room.meetings)
            assert house.came == []

    run(main())


def test_tra45_the_hosts_no_keeps_a_guest_out() -> None:
    """TRA-45."""

    async def main() -> None:
        house = House(agrees=False)
        async with house.open() as room:
            with pytest.raises(ChannelUntrusted):
                await enter_room(found(room), visitor([]))
            assert house.came == []

    run(main())


def test_tra51_strangers_cannot_flood_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-51."""
    monkeypatch.setattr(room_module, "MAX_MEETINGS", 2)

    async def main() -> None:
        house = House()
        never = asyncio.Event()

        async def slow(question: Question) -> bool:
            house.asked.append(question)
            return await never.wait()

        house.decide = slow  # type: ignore[method-assign]
        async with house.open() as room, asyncio.TaskGroup() as group:
            tasks = [group.create_task(enter_room(found(room), visitor([]))) for _ in range(2)]
            await until(lambda: len(house.asked) == 2)
            with pytest.raises((ChannelUntrusted, Unreachable)):
                await enter_room(found(room), visitor([]))
            assert len(house.asked) == 2
            for task in tasks:
                task.cancel()

    run(main())


def test_tra56_a_neighbour_who_is_told_no_is_not_shown_again_and_again() -> None:
    """TRA-56: with other keys each time; the code lets him in all the same."""

    async def main() -> None:
        house = House(agrees=False)
        async with house.open() as room:
            for _ in range(2 * FREE_QUESTIONS):
                stranger = replace(visitor([]), own=generate_identity())
                with pytest.raises(ChannelUntrusted):
                    await enter_room(found(room), stranger)
            assert len(house.asked) == FREE_QUESTIONS
            link, met = await enter_by_ticket(room.ticket(HERE), visitor([]))
            assert met.known is Known.TICKET
            await link.close()

    run(main())


def test_tra56_a_room_that_is_closed_and_opened_forgets_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-56: nor is a code refused that comes over a slow line, whose digits are shown meanwhile, as one more stranger."""
    monkeypatch.setattr(meeting_module, "SHOW_SECONDS", 0.0)
    say = meeting_module._say

    async def say_late(link: Link, word: Word, body: bytes = b"") -> None:
        if word is Word.ACCEPT and isinstance(link, WebSocketLink) and isinstance(link._socket, ClientConnection):
            await until(lambda: len(house.asked) > FREE_QUESTIONS)
        await say(link, word, body)

    house = House(agrees=False)

    async def main() -> None:
        for _ in range(2):
            async with house.open() as room:
                for _ in range(FREE_QUESTIONS):
                    stranger = replace(visitor([]), own=generate_identity())
                    with pytest.raises(ChannelUntrusted):
                        await enter_room(found(room), stranger)
        assert len(house.asked) == FREE_QUESTIONS
        house.agrees = True
        monkeypatch.setattr(meeting_module, "_say", say_late)
        async with house.open() as room:
            link, met = await enter_by_ticket(room.ticket(HERE), visitor([]))
            assert met.known is Known.TICKET
            await link.close()

    run(main())


def test_tra52_closing_the_room_ends_every_link() -> None:
    """TRA-52."""

    async def main() -> None:
        house = House(knows=[BEN.laptop.entry])
        async with house.open() as room:
            link, _ = await enter_room(found(room), visitor([]))
            place = found(room)
        with pytest.raises(LinkClosed):
            await link.receive()
        await link.close()
        with pytest.raises(Unreachable):
            await enter_room(place, visitor([]))

    run(main())


def test_cancelled_while_it_opens_a_room_leaves_no_port_open(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[socket.socket] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()

        async def opening() -> None:
            async with House().open():
                raise AssertionError("it was cancelled before")

        task = asyncio.create_task(opening())

        def listen_and_cancel(address: str | None) -> socket.socket:
            made.append(listen(address))
            loop.call_soon(task.cancel)
            return made[0]

        monkeypatch.setattr(room_module, "listen", listen_and_cancel)
        await asyncio.wait({task})
        assert task.cancelled()

    run(main())
    assert [one.fileno() for one in made] == [-1]


def test_tra44_the_port_that_is_told_is_the_port_of_every_address() -> None:
    """TRA-44, TRA-48: old and new addresses have one number, so that a ticket or an announcement names it once."""
    with listen(None) as room:
        port = room.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), 5):
            pass
        if room.family is socket.AF_INET6:
            with socket.create_connection(("::1", port), 5):
                pass


@pytest.mark.parametrize("failure", [OSError("no such family"), ValueError("no dual stack")])
def test_tra44_a_machine_without_new_addresses_serves_the_old_ones(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    """TRA-44."""
    create = socket.create_server

    def old_only(address: tuple[str, int], **options: object) -> socket.socket:
        if options.get("family") is socket.AF_INET6:
            raise failure
        return create(address)

    monkeypatch.setattr(socket, "create_server", old_only)
    with listen(None) as room, socket.create_connection(("127.0.0.1", room.getsockname()[1]), 5):
        assert room.family is socket.AF_INET
