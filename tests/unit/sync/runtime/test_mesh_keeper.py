"""To whom direct channels are opened, and in which document's room they are agreed on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sync.protocol.device_entry import DeviceEntry
from sync.runtime.mesh_keeper import MeshKeeper, MeshPorts
from sync.transports.link import Link
from sync.transports.webrtc.mesh import MAX_PEERS
from tests.support.ice import loopback_candidates
from tests.support.loop import RealClock, run, turns, until
from tests.support.workspace import ANA, BEN, CLEO, Person, identifier

FIRST, SECOND = sorted((identifier("a plan"), identifier("another plan")))


@dataclass
class Street:
    """Keepers that signal each other, and the channels that they opened."""

    keepers: dict[str, MeshKeeper] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    said: list[tuple[str, str]] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    def keeper(self, person: Person) -> MeshKeeper:
        """Make somebody's."""
        own = person.laptop
        self.people[own.device] = person

        async def say(document: str, device: str, message: bytes) -> None:
            self.said.append((document, device))
            if device in self.keepers:
                self.keepers[device].signal(document, own.device, message)

        async def use(link: Link) -> None:
            await link.receive()

        ports = MeshPorts(
            self.find, say, use, lambda: self.linked, lambda: True, RealClock(), random.Random(person.name)
        )
        self.keepers[own.device] = made = MeshKeeper(own, ports)
        return made

    def find(self, document: str, device: str) -> DeviceEntry | None:
        person = self.people.get(device)
        return None if person is None else person.laptop.entry


@asynccontextmanager
async def at_work(*keepers: MeshKeeper) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(keeper.run()) for keeper in keepers]
        yield
        for task in tasks:
            task.cancel()


def meet(street: Street, *documents: str) -> tuple[MeshKeeper, MeshKeeper]:
    """Let Ana and Ben show documents and see each other there."""
    ana, ben = street.keeper(ANA), street.keeper(BEN)
    for document in documents:
        for keeper, other in ((ana, BEN), (ben, ANA)):
            keeper.opened(document)
            keeper.seen(document, other.laptop.device, True)
    return ana, ben


def connected(keeper: MeshKeeper, person: Person) -> Callable[[], bool]:
    return lambda: keeper.connected == {person.laptop.device}


def test_run14_two_documents_need_one_channel_agreed_on_in_the_lower_one() -> None:
    """RUN-14."""

    async def main() -> None:
        street = Street()
        ana, ben = meet(street, SECOND, FIRST)
        with loopback_candidates():
            async with at_work(ana, ben):
                await until(connected(ana, BEN))
                await until(connected(ben, ANA))
                assert {document for document, _ in street.said} == {FIRST}

    run(main())


def test_run14_a_channel_stays_while_somebody_is_quiet_and_goes_with_the_document() -> None:
    """RUN-14."""

    async def main() -> None:
        street = Street()
        ana, ben = meet(street, FIRST)
        with loopback_candidates():
            async with at_work(ana, ben):
                await until(connected(ana, BEN))
                ana.seen(FIRST, BEN.laptop.device, False)
                await turns(20)
                assert connected(ana, BEN)()
                ben.closed(FIRST)
                await until(lambda: not ana.connected and not ben.connected)

    run(main())


def test_run14_who_was_there_before_a_document_is_shown_here_gets_a_channel() -> None:
    """RUN-14: that somebody is there is said once, and a document is in step before, between and after it is shown."""

    async def main() -> None:
        street = Street()
        ana, ben = street.keeper(ANA), street.keeper(BEN)
        for keeper, other in ((ana, BEN), (ben, ANA)):
            keeper.seen(FIRST, other.laptop.device, True)
        with loopback_candidates():
            async with at_work(ana, ben):
                for _ in range(2):
                    for keeper in (ana, ben):
                        keeper.opened(FIRST)
                    await until(connected(ana, BEN))
                    await until(connected(ben, ANA))
                    for keeper in (ana, ben):
                        keeper.closed(FIRST)
                    await until(lambda: not ana.connected and not ben.connected)

    run(main())


def test_run14_who_is_quiet_while_a_channel_is_agreed_on_gets_it() -> None:
    """RUN-14: a busy line is no goodbye."""

    async def main() -> None:
        street = Street()
        ana, ben = meet(street, FIRST)
        with loopback_candidates():
            async with at_work(ana, ben):
                await until(lambda: all(keeper._rooms[FIRST].mesh.engaged for keeper in (ana, ben)))
                assert not ana.connected
                for keeper, other in ((ana, BEN), (ben, ANA)):
                    keeper.seen(FIRST, other.laptop.device, False)
                await until(connected(ana, BEN))
                await until(connected(ben, ANA))

    run(main())


def test_run14_who_has_gone_is_called_no_more_once_the_channel_ended() -> None:
    """RUN-14."""

    async def main() -> None:
        street = Street()
        ana, ben = meet(street, FIRST)
        with loopback_candidates():
            async with at_work(ana):
                async with at_work(ben):
                    await until(connected(ana, BEN))
                    ana.seen(FIRST, BEN.laptop.device, False)
                    await turns(20)
                    assert connected(ana, BEN)()
                await until(lambda: not ana.connected)
                await until(lambda: not ana._rooms[FIRST].mesh._peers)

    run(main())


def test_run14_who_is_linked_in_the_network_needs_none_and_a_crowd_has_none() -> None:
    """RUN-14, TRA-35."""

    async def main() -> None:
        street = Street(linked=frozenset({BEN.laptop.device}))
        ana = street.keeper(ANA)
        street.people[BEN.laptop.device] = BEN
        ana.opened(FIRST)
        ana.seen(FIRST, BEN.laptop.device, True)
        async with at_work(ana):
            await turns(20)
            assert street.said == []
        crowd = street.keeper(CLEO)
        street.linked = frozenset()
        crowd.opened(FIRST)
        for number in range(MAX_PEERS):
            person = Person(f"person {number}")
            street.people[person.laptop.device] = person
            crowd.seen(FIRST, person.laptop.device, True)
        async with at_work(crowd):
            await turns(20)
            assert street.said == []

    run(main())
