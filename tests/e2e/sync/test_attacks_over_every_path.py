"""What an intruder with real keys says over every kind of link, to an engine with its real surroundings."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import pytest

from sync.crypto.epoch import EpochKey
from sync.crypto.key_wrap import seal_epoch_box
from sync.engine import effects as ef
from sync.engine import intents as want
from sync.engine.drafting import draft
from sync.errors import LinkClosed
from sync.protocol import frames as fr
from sync.protocol.boxes import encode_boxes
from sync.protocol.frame_codec import encode_frame
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.protocol.membership.entry import LogEntry, head_message, head_of
from sync.protocol.roles import Role
from sync.protocol.signing import ENVELOPE, HEAD, OPERATION
from sync.protocol.snapshot import SnapshotContent
from sync.protocol.version import SOCKET_VERSION
from sync.transports.greeting import Greeted
from sync.transports.link import Link, LinkInfo, PathKind
from sync.transports.loopback import loopback_pair
from tests.support.crooked_relay import IDENTITY
from tests.support.driven_office import DrivenOffice
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.links import LINKS
from tests.support.loop import run, turns, until
from tests.support.mutants import mutant
from tests.support.workspace import ANA, BEN, CLEO, DAN, NOW, Person, identifier

PLAN = identifier("plan")
EVE = Person("eve")


class Named:
    """A link whose other end proved the key of a certain device."""

    def __init__(self, link: Link, device: str, kind: PathKind | None = None) -> None:
        self.info = LinkInfo(kind or link.info.kind, device or None)
        self.max_frame = link.max_frame
        self.send, self.offer, self.receive, self.close = link.send, link.offer, link.receive, link.close


class Scene:
    """Ana and Cleo draw; Ben, an editor, Dan, a viewer, and Eve, an editor until she was removed, are up to something.

    Args:
        relay: a relay orders the log by now.
    """

    def __init__(self, *, relay: bool = False) -> None:
        self.house = Household()
        self.house.do(ANA, want.NewDiagram(PLAN))
        for person, role in ((BEN, Role.EDITOR), (CLEO, Role.EDITOR), (DAN, Role.VIEWER), (EVE, Role.EDITOR)):
            self.house.join(person, role)
        self.eve = self._intruder(EVE)
        self.house.do(ANA, want.RemoveUser(EVE.user))
        if relay:
            self.house.do(ANA, want.HandSequencer(IDENTITY.entry.signing_public))
        where = "https://relay.example" if relay else ""
        self.ana = DrivenOffice("ana", ANA.laptop, ANA.user, self.house, 1, where)
        self.cleo = DrivenOffice("cleo", CLEO.laptop, CLEO.user, self.house, 1, where)
        for office in (self.ana, self.cleo):
            office.take_part(PLAN)
        self.ben, self.dan = self._intruder(BEN), self._intruder(DAN)
        self.chance = random.Random(11)

    def _intruder(self, person: Person, writer: str = "0f" * 8) -> Intruder:
        """Return somebody with the keys that he has now."""
        found = Intruder(person.laptop, self.house.keys(person.laptop), self.house.workspace, PLAN, writer)
        found.log_seq, found.epoch = self.house.state.seq, self.house.state.scopes[self.house.workspace].newest.number
        return found

    def envelopes(self) -> list[bytes]:
        """Return everything that is tried with envelopes; the first of Ben's is sound."""
        ben, dan, eve = self.ben, self.dan, self.eve
        good = ben.next(ben.stroke("bens", 1.0))
        stroke = ben.stroke("two faces", 1.0)
        one, two = ben.sealed(stroke), ben.sealed(stroke)
        found = [good, good, dan.next(dan.stroke("evil", 1.0)), one, two]
        found.append(good[:-64] + dan.identity.sign(ENVELOPE, good[:-64]))
        back = replace_seq(ben)
        found += [back.next(back.stroke("evil back-dated", 1.0))]
        found.append(eve.next(eve.stroke("evil under the old key, before her removal", 1.0)))
        eve.log_seq = self.house.state.seq
        found.append(eve.next(eve.stroke("evil under the old key, after it", 1.0)))
        for number in range(40):
            cheat = self._intruder(BEN, f"{number:016x}")
            found += [cheat.next(mutant(cheat.stroke(f"m{at}", 1.0), self.chance)) for at in range(5)]
        return found

    def lie(self) -> bytes:
        """Return a snapshot that speaks for nobody."""
        return self.ben.snapshot(SnapshotContent((), bytes(32), self.ben.stroke("lie", 1.0)))

    def swapped_key(self) -> bytes:
        """Return a box with another key than the log promises Ana."""
        key = EpochKey(self.house.workspace, self.ben.epoch, self.chance.randbytes(32))
        return encode_boxes([seal_epoch_box(key, ANA.laptop.device, ANA.laptop.entry.sealing_public)])

    def frames(self) -> list[fr.Frame]:
        """Return everything that a device tries, well formed as frames."""
        appends: list[fr.Frame] = [fr.Append(PLAN, at, one) for at, one in enumerate(self.envelopes(), 1)]
        flood: list[fr.Frame] = [fr.Ephemeral(PLAN, self.chance.randbytes(60)) for _ in range(300)]
        other = Household(BEN)
        return [
            fr.Join(self.house.workspace, PLAN, 0, ()),
            *appends,
            fr.Batch(PLAN, (fr.StoredEnvelope(1, self.lie()), fr.EphemeralItem("ee" * 16, bytes(70)))),
            *flood,
            fr.LogEntries(self.house.workspace, tuple(other.entries)),
            fr.Boxes(self.house.workspace, b"\xff" * 30),
            fr.Boxes(self.house.workspace, self.swapped_key()),
            fr.Cards(self.house.workspace, 0, (bytes(200), bytes(300))),
            fr.Propose(self.house.workspace, 5, bytes(90), bytes(64), b"\0\0\0\0"),
            fr.SnapshotPart(PLAN, bytes(32), 0, 1 << 40, 0, b"x"),
            fr.Failure(9999, 77, PLAN, "no"),
            fr.Ack((fr.Acknowledged(12345, 1 << 60),)),
            fr.Resync(PLAN, 1 << 60),
            fr.Joined(PLAN, 1 << 60, 0xFFFFFFFF),
        ]

    def frames_of_a_relay(self) -> list[fr.Frame]:
        """Return everything that a relay tries that orders the log, has what everybody sent, and no key."""
        workspace, state = self.house.workspace, self.house.state
        stored = [fr.StoredEnvelope(at, one) for at, one in enumerate([*self.envelopes(), self.lie()], 1)]
        said = [fr.EphemeralItem(one, self.chance.randbytes(60)) for one in (CLEO.laptop.device, "ee" * 16) * 150]
        items = [*stored, *said]
        return [
            fr.Joined(PLAN, 0, state.seq),
            *(fr.Batch(PLAN, tuple(items[at : at + 20])) for at in range(0, len(items), 20)),
            fr.LogEntries(workspace, tuple(self.house.entries[:3])),
            fr.LogEntries(workspace, tuple(Household(BEN).entries)),
            fr.LogEntries(workspace, (self.inserted(),)),
            fr.Boxes(workspace, b"\xff" * 30),
            fr.Boxes(workspace, self.swapped_key()),
            fr.Cards(workspace, 1 << 60, (bytes(200), bytes(300))),
            fr.Signal(PLAN, CLEO.laptop.device, self.chance.randbytes(200)),
            *(fr.Notice(code, workspace, PLAN, 1 << 40) for code in fr.NoticeCode),
            *(fr.SnapshotPart(PLAN, bytes(32), at, 1 << 40, 0, b"x") for at in (0, 7)),
            *(fr.Failure(9999, request, PLAN, "no") for request in (0, 1, 77)),
            fr.Ack(tuple(fr.Acknowledged(number, 1 << 60) for number in range(1, 40))),
            fr.Resync(PLAN, 1 << 60),
            fr.Joined(PLAN, 1 << 60, 0xFFFFFFFF),
        ]

    def inserted(self) -> LogEntry:
        """Return an operation that lets somebody in, as Ana would write it; the relay can sign that it is the next, but not for her."""
        state, mallory = self.house.state, Person("mallory")
        drafted = draft(
            state, self.house.author(ANA), want.AdmitUser(mallory.user, Role.ADMIN, mallory.admissions()), NOW
        )
        signature = IDENTITY.sign(OPERATION, drafted.operation)
        head = head_of(drafted.operation, signature)
        return LogEntry(
            drafted.operation, signature, IDENTITY.sign(HEAD, head_message(state.workspace, state.seq + 1, head))
        )


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

    def named(mine: Link) -> Named:
        return Named(mine, BEN.laptop.device, PathKind.LAN if mine.info.kind is PathKind.RELAY else None)

    unharmed(scene, path, scene.frames(), named)


def test_eng70_to_eng79_by_a_relay() -> None:
    """ENG-70, ENG-71, ENG-72, ENG-73, ENG-74, ENG-75, ENG-76, ENG-77, ENG-78, ENG-79: one that orders the log, over a WebSocket."""
    scene = Scene(relay=True)
    greeted = Greeted(SOCKET_VERSION, IDENTITY.entry.signing_public, MAX_FRAME_BYTES, NOW)
    unharmed(
        scene, "web_socket", scene.frames_of_a_relay(), lambda mine: Named(mine, "", PathKind.RELAY), relay=greeted
    )


def unharmed(
    scene: Scene, path: str, frames: list[fr.Frame], named: Callable[[Link], Named], relay: Greeted | None = None
) -> None:
    """Say everything to Ana, and see that she and Cleo draw on, in one document and by one log."""
    expected = {"anas": {"x": 1.0}, "bens": {"x": 1.0}, "cleos": {"x": 2.0}}

    async def main() -> None:
        async with LINKS[path]() as (theirs, mine):
            to_cleo, to_ana = loopback_pair(ANA.laptop.device, CLEO.laptop.device)
            async with asyncio.TaskGroup() as group:
                working = scene.ana.work(named(mine), to_cleo, relay=relay)
                tasks = [group.create_task(working), group.create_task(scene.cleo.work(to_ana))]
                await until(lambda: scene.ana.driver is not None and scene.cleo.driver is not None)
                scene.ana.draw(PLAN, "anas", "x", 1.0)
                tasks.append(group.create_task(attack(theirs, frames, b"\xfe garbage")))
                await settled(scene, lambda: tasks[-1].done())
                scene.cleo.draw(PLAN, "cleos", "x", 2.0)
                await settled(scene, lambda: drawn(scene.ana) == expected and alike(scene))
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


def alike(scene: Scene) -> bool:
    """Tell whether Ana and Cleo see the same, mutants that are sound after all included."""
    return bool(scene.ana.drawing(PLAN) == scene.cleo.drawing(PLAN))


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
