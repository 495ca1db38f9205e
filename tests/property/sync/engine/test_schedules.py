"""Seeded schedules of whole devices: links that break, disks that are slow, kills, removals, and people who cheat.

``AIO_CANVAS_SCHEDULES`` runs more of them, from ``AIO_CANVAS_SEED`` on.
"""

from __future__ import annotations

import os
import random

import pytest

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.offices import Net, Office
from tests.support.seeded import seeded_boxes
from tests.support.workspace import ANA, BEN, CLEO, DAN, Person, identifier

PLAN = identifier("plan")
MALLORY, EVE = Person("mallory"), Person("eve")
HONEST = (ANA, BEN, CLEO, DAN)
FIRST = int(os.environ.get("AIO_CANVAS_SEED", "0"))
COUNT = int(os.environ.get("AIO_CANVAS_SCHEDULES", "100"))


class Schedule:
    """One seed: Ana founded, Ben and Cleo edit, Dan views; Mallory edits and cheats, Eve views and cheats."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.house = Household(random_bytes=random.Random(f"{seed} house").randbytes)
        self.house.do(ANA, want.NewDiagram(PLAN))
        roles = {"dan": Role.VIEWER, "eve": Role.VIEWER}
        for person in (BEN, CLEO, DAN, MALLORY, EVE):
            self.house.join(person, roles.get(person.name, Role.EDITOR))
        self.prepare()
        self.net = Net([Office(one.name, one.laptop, one.user, self.house, seed) for one in HONEST])
        for office in self.net.offices.values():
            office.take_part(PLAN)
        self.mallory, self.eve = (self._intruder(person, seed) for person in (MALLORY, EVE))
        self.drawn: dict[str, float] = {}
        self.removed: set[str] = set()
        self.said: list[bytes] = []
        self._number = 0

    def prepare(self) -> None:
        """Change the workspace before anybody has it."""

    def _intruder(self, person: Person, seed: int) -> Intruder:
        found = Intruder(person.laptop, self.house.keys(person.laptop), self.house.workspace, PLAN, f"{seed:016x}")
        found.log_seq = self.house.state.seq
        return found

    def office(self) -> Office:
        """Pick somebody."""
        return self.net.offices[self.chance.choice(HONEST).name]

    def step(self) -> None:
        """Let something happen."""
        luck = self.chance.random()
        acts = ((0.35, self.draw), (0.5, self.relink), (0.55, self.kill), (0.6, self.disk), (0.7, self.wait))
        for bound, act in acts:
            if luck < bound:
                act()
                break
        else:
            if luck < 0.74:
                self.cheat()
            elif luck < 0.75:
                self.remove()
            else:
                self.deliver()

    def draw(self) -> None:
        """Somebody draws a shape of his own and touches a common one."""
        office = self.office()
        if office.name == "dan" or office.name in self.removed:
            return
        self._number += 1
        name = f"{office.name} {self._number}"
        self.drawn[name] = float(self._number)
        office.draw(PLAN, name, "x", float(self._number))
        if self.chance.random() < 0.5:
            office.draw(PLAN, "common", self.chance.choice("xyz"), float(self._number))
        elif self.chance.random() < 0.3:
            office.erase(PLAN, "common")

    def relink(self) -> None:
        """A link comes or goes."""
        one, two = self.chance.sample([person.name for person in HONEST], 2)
        link = self.net.connected(one, two)
        if link is None:
            self.net.connect(one, two)
        elif self.chance.random() < 0.4:
            self.net.cut(link)

    def kill(self) -> None:
        """Somebody's program is killed and starts again; what had not come to the disk was never called saved."""
        self.net.restart(self.who_is_killed().name)

    def who_is_killed(self) -> Office:
        """Return somebody; what of his has not come to the disk was never called saved, and is gone."""
        office = self.office()
        for name in list(self.drawn):
            if any(bytes([len(name)]) + name.encode() in edit.data for edit in office.unsaved()):
                del self.drawn[name]
        return office

    def disk(self) -> None:
        """Somebody's disk gets slow, or quick again."""
        office = self.office()
        office.slow_disk = not office.slow_disk

    def wait(self) -> None:
        """Time passes."""
        for office in self.net.offices.values():
            office.wait(self.chance.choice((0.05, 0.5, 3.0)))

    def deliver(self) -> None:
        """Some of what is on its way arrives, some disks get on."""
        self.net.post()
        for _ in range(self.chance.randrange(1, 12)):
            waiting = [key for key, frames in self.net.flying.items() if frames]
            if waiting:
                self.net.deliver(*self.chance.choice(waiting))
            self.office().store_some()

    def cheat(self) -> None:
        """Mallory sends nonsense, replays, or says two things; Eve draws what she may not."""
        office = self.office()
        kind = self.chance.randrange(5)
        if kind == 0:
            self.eve.say(office, self.eve.next(self.eve.stroke("evil", 1.0)))
        elif kind == 1:
            envelope = self.mallory.next(b"\0\0" if self.chance.random() < 0.5 else b"\xff\xff")
            self.said.append(envelope)
            self.mallory.say(office, envelope)
        elif kind == 2 and self.said:
            self.mallory.say(office, *self.chance.choices(self.said, k=3))
        elif kind == 3:
            damaged = bytearray(self.mallory.sealed(b"\0\0"))
            damaged[self.chance.randrange(len(damaged))] ^= 4
            self.mallory.say(office, bytes(damaged))
        elif self.chance.random() < 0.3:
            self.mallory.say(office, self.mallory.sealed(b"\0\0"))

    def remove(self) -> None:
        """Ana removes Mallory or Ben."""
        user = self.chance.choice((MALLORY, BEN))
        if user.name not in self.removed:
            self.removed.add(user.name)
            self.net.offices["ana"].tell(ev.Asked(1, want.RemoveUser(user.user)))

    def heal(self) -> list[Office]:
        """Bring everything up and let it settle; return those who are still members."""
        for office in self.net.offices.values():
            office.slow_disk = False
        names = [person.name for person in HONEST]
        for at, one in enumerate(names):
            for two in names[at + 1 :]:
                if self.net.connected(one, two) is None:
                    self.net.connect(one, two)
        self.net.settle(30.0)
        return [office for name, office in self.net.offices.items() if name not in self.removed]


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_eng8_every_schedule_ends_in_one_document_with_everything_in_it(seed: int) -> None:
    """ENG-8, ENG-43, ENG-70, ENG-71, ENG-73."""
    run(seed)


def run(seed: int) -> Net:
    """Run one schedule and look at where it ends; everything in it follows from the seed."""
    with seeded_boxes(seed):
        schedule = Schedule(seed)
        for _ in range(70):
            schedule.step()
        members = schedule.heal()
    drawings = [office.drawing(PLAN) for office in members]
    assert all(drawing == drawings[0] for drawing in drawings)
    assert all(office.reloaded(PLAN) == drawings[0] for office in members)
    assert all(office.engine.state == members[0].engine.state for office in members)
    gone = {f"{name} " for name in schedule.removed}
    for name, value in schedule.drawn.items():
        if not any(name.startswith(prefix) for prefix in gone):
            assert drawings[0].get(name) == {"x": value}, name
    assert not [name for name in drawings[0] if name == "evil"]
    for office in members:
        assert office.status(PLAN).unsent == 0
        assert ef.Warn.BROKEN not in office.warnings()
    return schedule.net
