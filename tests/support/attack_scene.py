"""Ana and Cleo at one diagram, and others who are up to something."""

from __future__ import annotations

from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN
from tests.support.workspace import ANA, BEN, CLEO, DAN, Person


class Scene:
    """Ana and Cleo, connected, with a drawing; Ben is an editor, Dan a viewer, and both are up to something."""

    def __init__(self) -> None:
        self.house = Household()
        self.house.do(ANA, want.NewDiagram(PLAN))
        for person, role in ((BEN, Role.EDITOR), (CLEO, Role.EDITOR), (DAN, Role.VIEWER)):
            self.house.join(person, role)
        self.net = Net([Office(one.name, one.laptop, one.user, self.house, 1) for one in (ANA, CLEO)])
        self.ana, self.cleo = self.net.offices["ana"], self.net.offices["cleo"]
        for office in (self.ana, self.cleo):
            office.take_part(PLAN)
        self.net.connect("ana", "cleo")
        self.ana.draw(PLAN, "box", "x", 1.0)
        self.net.settle(1.0)

    def intruder(self, person: Person, writer: str = "0f" * 8) -> Intruder:
        """Return somebody with his real keys."""
        found = Intruder(person.laptop, self.house.keys(person.laptop), self.house.workspace, PLAN, writer)
        found.log_seq = self.ana.engine.state.seq
        return found

    def unharmed(self, expected: dict[str, dict[str, float]] | None = None) -> bool:
        """Tell whether both still agree, go on drawing together, and show what they should."""
        self.net.settle(8.0)
        wanted = {"box": {"x": 1.0}} if expected is None else expected
        same = self.ana.drawing(PLAN) == self.cleo.drawing(PLAN) == wanted == self.ana.reloaded(PLAN)
        self.cleo.draw(PLAN, "after", "x", 9.0)
        self.net.settle(2.0)
        return same and self.ana.drawing(PLAN) == self.cleo.drawing(PLAN) == {**wanted, "after": {"x": 9.0}}
