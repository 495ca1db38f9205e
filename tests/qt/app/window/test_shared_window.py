"""What a window says of a diagram that others share, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.theme.person_color import presence_color
from sync.protocol.roles import Role
from tests.support.neighbours import Neighbour
from tests.support.party import Party
from tests.support.workspace import Person


@pytest.fixture
def two(qapp: QApplication, tmp_path: Path) -> Iterator[Party]:
    party = Party(tmp_path, ("ben", Role.EDITOR))
    yield party
    party.end()


def test_the_bar_names_the_workspace_of_the_diagram_in_front(two: Party) -> None:
    ben = two.guests[0]
    window = ben.at_work().window
    named = window.workbench.top.workspace
    assert named.text() == "Harbour team"
    ben.title = "Pier team"
    window.teams.members_changed()
    assert named.text() == "Pier team"
    window.open_diagram(window.session.create("My own"))
    assert named.text() == "Personal"
    window.open_diagram(two.plan)
    assert named.text() == "Pier team"


def like(name: str) -> str:
    """Return the name of somebody whose colour among strangers is the same."""
    color = presence_color(Person(name).user)
    return next(each for each in ("ben", *map(str, range(99))) if presence_color(Person(each).user) == color)


def seen(neighbour: Neighbour, plan: str) -> dict[str, str]:
    """Return the colours of the others, as a window shows them."""
    part = neighbour.stage.window.presence.part(plan)
    assert part is not None
    return {person.user: person.color for person in part.people}


def test_people_with_one_colour_get_two_and_all_screens_agree(qapp: QApplication, tmp_path: Path) -> None:
    twin = like("ana")
    party = Party(tmp_path, (twin, Role.EDITOR), ("cleo", Role.VIEWER))
    party.street.settle()
    ana, other, cleo = (neighbour.person.user for neighbour in party.all)
    assert presence_color(ana) == presence_color(other)
    here, there, third = (seen(neighbour, party.plan) for neighbour in party.all)
    party.end()
    assert there[ana] == third[ana] == presence_color(ana)
    assert here[other] == third[other] != presence_color(ana)
    assert here[cleo] == there[cleo] not in (third[ana], third[other])
