"""What a window says of a diagram that others share, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sync.protocol.roles import Role
from tests.support.party import Party


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
