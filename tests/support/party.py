"""Whole programs at one diagram, all of them with it open."""

from __future__ import annotations

from pathlib import Path

from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.neighbours import Neighbour, Street


class Party:
    """Ana has a diagram and shares it with the others; all have it open."""

    def __init__(self, folder: Path, *guests: tuple[str, Role]) -> None:
        self.ana = Neighbour(folder / "ana", "ana")
        self.guests = [Neighbour(folder / name, name) for name, _ in guests]
        self.all = [self.ana, *self.guests]
        self.street = Street(self.all)
        self.plan = self.ana.stage.desktop.session.create("Harbour")
        self.house = Household(self.ana.person)
        self.house.do(self.ana.person, want.NewDiagram(self.plan))
        for neighbour, (_, role) in zip(self.guests, guests, strict=True):
            self.house.join(neighbour.person, role)
        for neighbour in self.all:
            neighbour.move_in(self.house)
        self.ana.share(self.plan)
        for neighbour in self.guests:
            neighbour.take_part(self.plan)
        self.street.connect_all()
        self.street.settle(2.0)
        for neighbour in self.all:
            neighbour.open(self.plan)
        self.street.settle()

    def agree(self) -> bool:
        """Tell whether all windows hold the same."""
        return len({neighbour.hash(self.plan) for neighbour in self.all}) == 1

    def end(self) -> None:
        for neighbour in self.all:
            neighbour.stage.end()
