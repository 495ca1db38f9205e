"""Channels to everybody in a room."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sync.crypto.identity import DeviceIdentity
from sync.transports.link import Link
from sync.transports.webrtc.mesh import MAX_PEERS, MAX_SIGNALS, Mesh
from sync.transports.webrtc.peer_channel import MeshSettings
from tests.support.ice import loopback_candidates
from tests.support.loop import RealClock, run, until
from tests.support.workspace import Person, identifier

PLAN = identifier("plan")


@dataclass
class Room:
    """Devices whose signals reach each other, unless something is in the way."""

    devices: list[DeviceIdentity]
    meshes: dict[str, Mesh] = field(default_factory=dict)
    heard: list[tuple[str, str, bytes]] = field(default_factory=list)
    signals: list[tuple[str, str, bytes]] = field(default_factory=list)
    links: int = 0
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def start(self, own: DeviceIdentity, group: asyncio.TaskGroup) -> Mesh:
        """Start a device anew; it knows nothing of what it did before."""
        mesh = self.meshes[own.device] = self.mesh(own)
        self.tasks[own.device] = group.create_task(mesh.run())
        return mesh

    def mesh(self, own: DeviceIdentity) -> Mesh:
        async def send(device: str, message: bytes) -> None:
            self.signals.append((own.device, device, message))
            if device in self.meshes:
                self.meshes[device].signal(own.device, message)

        async def use(link: Link) -> None:
            self.links += 1
            await link.send(own.device.encode())
            while True:
                self.heard.append((own.device, link.info.device or "", await link.receive()))

        entries = {device.device: device.entry for device in self.devices}
        settings = MeshSettings(PLAN, entries.get, send, use, RealClock(), random.Random(3))
        return Mesh(own, settings)

    def everybody(self) -> frozenset[str]:
        return frozenset(device.device for device in self.devices)


@asynccontextmanager
async def room(count: int, present: bool = True) -> AsyncIterator[Room]:
    devices = [Person(f"person {at}").laptop for at in range(count)]
    here = Room(devices)
    with loopback_candidates():
        async with asyncio.TaskGroup() as group:
            for device in devices:
                here.start(device, group)
            if present:
                for mesh in here.meshes.values():
                    mesh.present(here.everybody())
            yield here
            for task in here.tasks.values():
                task.cancel()


def test_tra34_everybody_gets_a_channel_to_everybody() -> None:
    """TRA-34."""

    async def main() -> None:
        async with room(4) as here:
            await until(lambda: len(here.heard) == 12)
            assert {(own, peer) for own, peer, _ in here.heard} == {
                (own, peer) for own in here.everybody() for peer in here.everybody() - {own}
            }
            assert all(said.decode() == peer for _, peer, said in here.heard)

    run(main())


def test_tra34_an_offer_that_comes_before_the_room_names_its_sender_is_kept() -> None:
    """TRA-34."""

    async def main() -> None:
        async with room(2, present=False) as here:
            first, second = sorted(here.meshes)
            here.meshes[first].present(here.everybody())
            await until(lambda: here.signals)
            here.meshes[second].present(here.everybody())
            await until(lambda: len(here.heard) == 2)

    run(main())


def test_tra34_of_many_early_messages_the_newest_are_kept() -> None:
    """TRA-34: the newest offer is the one that its sender waits with."""

    async def main() -> None:
        async with room(2, present=False) as here:
            first, second = sorted(here.meshes)
            for _ in range(MAX_SIGNALS):
                here.meshes[second].signal(first, b"what nobody can open")
            here.meshes[first].present(here.everybody())
            await until(lambda: here.signals)
            here.meshes[second].present(here.everybody())
            await until(lambda: len(here.heard) == 2)
            assert len(here.signals) == 2

    run(main())


def test_tra34_only_the_newest_offer_is_answered() -> None:
    """TRA-34: whoever came, went and came again has given up what he offered first."""

    async def main() -> None:
        async with room(2, present=False) as here, asyncio.TaskGroup() as group:
            first, second = sorted(here.meshes)
            identity = next(one for one in here.devices if one.device == first)
            for offers in (1, 2):
                here.meshes[first].present(here.everybody())
                await until(lambda offers=offers: len(here.signals) == offers)
                if offers == 1:
                    here.tasks[first].cancel()
                    await until(here.tasks[first].done)
                    here.start(identity, group)
            here.meshes[second].present(here.everybody())
            await until(lambda: len(here.heard) == 2)
            here.tasks[first].cancel()

    run(main())


def test_tra34_a_new_offer_ends_the_answering_of_an_old_one() -> None:
    """TRA-34: nobody waits for a channel that the other side has given up."""

    async def main() -> None:
        async with room(2, present=False) as here, asyncio.TaskGroup() as group:
            first, second = sorted(here.meshes)
            identity = next(one for one in here.devices if one.device == first)
            here.meshes[first].present(here.everybody())
            await until(lambda: here.signals)
            here.tasks[first].cancel()
            await until(here.tasks[first].done)
            here.meshes[second].present(here.everybody())
            await until(lambda: any(sender == second for sender, _, _ in here.signals[1:]))
            here.start(identity, group).present(here.everybody())
            await until(lambda: len(here.heard) == 2)
            here.tasks[first].cancel()

    run(main())


def test_tra35_a_large_room_has_no_channels() -> None:
    """TRA-35."""

    async def main() -> None:
        async with room(2) as here:
            await until(lambda: len(here.heard) == 2)
            crowd = here.everybody() | {identifier(f"guest {at}") for at in range(MAX_PEERS)}
            for mesh in here.meshes.values():
                mesh.present(crowd)
            await until(lambda: not any(mesh.connected for mesh in here.meshes.values()))

    run(main())


def test_tra36_after_another_network_channels_are_opened_anew() -> None:
    """TRA-36: whichever side noticed it."""

    async def main() -> None:
        async with room(2) as here:
            for at, device in enumerate(sorted(here.meshes), 1):
                await until(lambda: all(mesh.connected for mesh in here.meshes.values()))
                here.meshes[device].restart()
                await until(lambda at=at: here.links >= 2 * (at + 1))

    run(main())


def test_tra36_a_device_that_starts_again_is_let_in() -> None:
    """TRA-36."""

    async def main() -> None:
        async with room(2) as here, asyncio.TaskGroup() as group:
            await until(lambda: len(here.heard) == 2)
            for device in here.devices:
                before = here.links
                here.tasks[device.device].cancel()
                await until(here.tasks[device.device].done)
                here.start(device, group).present(here.everybody())
                await until(lambda before=before: here.links >= before + 2)
            for task in here.tasks.values():
                task.cancel()

    run(main())


def test_tra31_strangers_and_damage_are_dropped() -> None:
    """TRA-31."""

    async def main() -> None:
        async with room(2) as here:
            await until(lambda: len(here.heard) == 2)
            first, second = sorted(here.meshes)
            for at in range(100):
                here.meshes[first].signal(identifier(f"stranger {at}"), b"x" * 400)
            here.meshes[first].signal(second, b"x" * 400)
            for sender, receiver, message in here.signals:
                here.meshes[receiver].signal(sender, message)
            assert len(here.meshes[first]._early) <= 32
            assert here.meshes[first].connected == {second}

    run(main())
