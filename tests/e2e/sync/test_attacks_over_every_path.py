"""What an intruder with real keys says over every kind of link, to an engine with its real surroundings."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import pytest

from sync.engine import effects as ef
from sync.engine import intents as want
from sync.errors import LinkClosed
from sync.protocol import frames as fr
from sync.protocol.frame_codec import encode_frame
from sync.protocol.roles import Role
from sync.protocol.signing import ENVELOPE
from sync.protocol.snapshot import SnapshotContent
from sync.transports.link import Link, LinkInfo, PathKind
from sync.transports.loopback import loopback_pair
from tests.support.driven_office import DrivenOffice
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.links import LINKS
from tests.support.loop import run, turns, until
from tests.support.workspace import ANA, BEN, CLEO, DAN, identifier
from tests.unit.sync.engine.test_attacks import mutant

PLAN = identifier("plan")


class Named:
    """A link whose other end proved the key of a certain device."""

    def __init__(self, link: Link, device: str, kind: PathKind | None = None) -> None:
        self.info = LinkInfo(kind or link.info.kind, device or None)
        self.max_frame = link.max_frame
        self.send, self.offer, self.receive, self.close = link.send, link.offer, link.receive, link.close


class Scene:
    """Ana and Cleo draw; Ben, an editor, and Dan, a viewer, are up to something."""

    def __init__(self) -> None:
        self.house = Household()
        self.house.do(ANA, want.NewDiagram(PLAN))
        for person, role in ((BEN, Role.EDITOR), (CLEO, Role.EDITOR), (DAN, Role.VIEWER)):
            self.house.join(person, role)
        self.ana = DrivenOffice("ana", ANA.laptop, ANA.user, self.house, 1)
        self.cleo = DrivenOffice("cleo", CLEO.laptop, CLEO.user, self.house, 1)
        for office in (self.ana, self.cleo):
            office.take_part(PLAN)
        self.ben, self.dan = (
            Intruder(one.laptop, self.house.keys(one.laptop), self.house.workspace, PLAN) for one in (BEN, DAN)
        )
        self.ben.log_seq = self.dan.log_seq = self.house.state.seq

    def frames(self) -> list[fr.Frame]:
        """Return everything that is tried, well formed as frames."""
        chance = random.Random(11)
        ben, dan = self.ben, self.dan
        good = ben.next(ben.stroke("bens", 1.0))
        stroke = ben.stroke("two faces", 1.0)
        one, two = ben.sealed(stroke), ben.sealed(stroke)
        envelopes = [good, good, dan.next(dan.stroke("evil", 1.0)), one, two]
        envelopes.append(good[:-64] + dan.identity.sign(ENVELOPE, good[:-64]))
        back = replace_seq(ben)
        envelopes += [back.next(back.stroke("evil back-dated", 1.0))]
        for number in range(40):
            cheat = Intruder(BEN.laptop, ben.keys, self.house.workspace, PLAN, f"{number:016x}")
            cheat.log_seq = ben.log_seq
            envelopes += [cheat.next(mutant(cheat.stroke(f"m{at}", 1.0), chance)) for at in range(5)]
        appends: list[fr.Frame] = [fr.Append(PLAN, at, envelope) for at, envelope in enumerate(envelopes, 1)]
        lie = ben.snapshot(SnapshotContent((), bytes(32), ben.stroke("lie", 1.0)))
        flood: list[fr.Frame] = [fr.Ephemeral(PLAN, chance.randbytes(60)) for _ in range(300)]
        other = Household(BEN)
        return [
            fr.Join(self.house.workspace, PLAN, 0, ()),
            *appends,
            fr.Batch(PLAN, (fr.StoredEnvelope(1, lie), fr.EphemeralItem("ee" * 16, bytes(70)))),
            *flood,
            fr.LogEntries(self.house.workspace, tuple(other.entries)),
            fr.Boxes(self.house.workspace, b"\xff" * 30),
            fr.Cards(self.house.workspace, 0, (bytes(200), good)),
            fr.Propose(self.house.workspace, 5, bytes(90), bytes(64), b"\0\0\0\0"),
            fr.SnapshotPart(PLAN, bytes(32), 0, 1 << 40, 0, b"x"),
            fr.Failure(9999, 77, PLAN, "no"),
            fr.Ack((fr.Acknowledged(12345, 1 << 60),)),
            fr.Resync(PLAN, 1 << 60),
            fr.Joined(PLAN, 1 << 60, 0xFFFFFFFF),
        ]


def replace_seq(ben: Intruder) -> Intruder:
    """Return Ben as he was before he was let in."""
    found = Intruder(ben.identity, ben.keys, ben.workspace, PLAN, "3f" * 8)
    found.log_seq = 1
    return found


async def attack(link: Link, frames: list[fr.Frame], garbage: bytes) -> None:
    """Say everything, read nothing but what the other side needs to get rid of, and end with what is no frame."""

    async def drain() -> None:
        while True:
            await link.receive()

    reading = asyncio.ensure_future(drain())
    try:
        for frame in frames:
            await link.send(encode_frame(frame))
        await link.send(garbage)
        await reading
    except LinkClosed:
        pass
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await link.close()


@pytest.mark.parametrize("path", sorted(LINKS))
def test_eng70_to_eng79_over_every_path(path: str) -> None:
    """ENG-70, ENG-71, ENG-72, ENG-73, ENG-74, ENG-75, ENG-76, ENG-77, ENG-78, ENG-79."""
    scene = Scene()
    frames = scene.frames()
    expected = {"anas": {"x": 1.0}, "bens": {"x": 1.0}, "cleos": {"x": 2.0}}

    async def main() -> None:
        async with LINKS[path]() as (theirs, mine):
            to_cleo, to_ana = loopback_pair(ANA.laptop.device, CLEO.laptop.device)
            async with asyncio.TaskGroup() as group:
                kind = PathKind.LAN if mine.info.kind is PathKind.RELAY else None
                hers = Named(mine, BEN.laptop.device, kind)
                tasks = [group.create_task(scene.ana.work(hers, to_cleo)), group.create_task(scene.cleo.work(to_ana))]
                await until(lambda: scene.ana.driver is not None and scene.cleo.driver is not None)
                scene.ana.draw(PLAN, "anas", "x", 1.0)
                tasks.append(group.create_task(attack(theirs, frames, b"\xfe garbage")))
                await settled(scene, lambda: tasks[-1].done())
                scene.cleo.draw(PLAN, "cleos", "x", 2.0)
                await settled(scene, lambda: all(drawn(one) == expected for one in (scene.ana, scene.cleo)))
                for task in tasks:
                    task.cancel()

    run(main())
    assert scene.ana.drawing(PLAN) == scene.cleo.drawing(PLAN)
    assert drawn(scene.ana) == expected
    assert scene.ana.reloaded(PLAN) == scene.ana.drawing(PLAN)
    assert scene.ana.engine.state == scene.cleo.engine.state == scene.house.state
    for office in (scene.ana, scene.cleo):
        assert ef.Warn.FORK in office.warnings()
        assert ef.Warn.BROKEN not in office.warnings()
        assert not [one for one in office.told if isinstance(one, ef.PresenceChanged)]


def drawn(office: DrivenOffice) -> dict[str, dict[str, float]]:
    """Return what is drawn, without what mutants that are sound after all drew."""
    return {name: shape for name, shape in office.drawing(PLAN).items() if not name.startswith("m")}


async def settled(scene: Scene, condition: Callable[[], bool]) -> None:
    """Feed both windows until something holds."""
    async with asyncio.timeout(40):
        while not condition():
            for office in (scene.ana, scene.cleo):
                await office.turn()
            await turns()
