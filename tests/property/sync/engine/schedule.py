"""A seeded schedule of whole devices: links that break, disks that are slow, kills, removals, and people who cheat."""

from __future__ import annotations

import random

from sync.engine import events as ev
from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN
from tests.support.workspace import ANA, BEN, CLEO, DAN, Person

MALLORY, EVE = Person("mallory"), Person("eve")
HONEST = (ANA, BEN, CLEO, DAN)


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
