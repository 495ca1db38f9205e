"""A team with more diagrams than are kept in step: all are listed by their titles, and come when they are opened."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.collaboration.addresses import JoinAddress, read_given
from app.collaboration.network import team_diagrams
from app.collaboration.network.workspace import WorkspaceAtWork
from sync.protocol.roles import Role
from tests.support.relay_dialog import Dialog, shared
from tests.support.together_program import WAIT_MS, Program

MOST = 2
NAMES = ("One", "Two", "Three", "Four", "Five")


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_diagrams, "MOST_DOCUMENTS", MOST)


def titles(program: Program, work: WorkspaceAtWork) -> set[str]:
    """Return what the team's diagrams are called in a library."""
    listed = program.stage.desktop.session.library.submit(lambda store: store.documents.list()).result()
    return {one.title for one in listed if one.id in work.documents}


def joined(work: WorkspaceAtWork) -> int:
    """Return how many diagrams are kept in step."""
    return sum(work._run.engine.has(document) for document in work.documents)


def test_run18_all_diagrams_of_a_team_are_listed_and_come_when_they_are_opened(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """RUN-18, ENG-92: Ana puts five diagrams into the team; both keep two in step, and Ben opens each."""
    ana, ben = pair
    first, _ = shared(ana, qtbot)
    team = ana.teams.together.team_of(first)
    assert team is not None
    shapes = {}
    for name in NAMES:
        ana.stage.begin()
        document = ana.stage.tab.id
        ana.stage.tab.diagram.rename(name)
        shapes[document] = ana.at_work().box((200, 200), (320, 260))
        other = Dialog(ana, document)
        other.desk.share(team.workspace, "")
        other.settled(qtbot)
    dialog = Dialog(ana, workspace=team.workspace)
    dialog.desk.invite(Role.EDITOR, 7)
    qtbot.waitUntil(lambda: bool(dialog.state.made or dialog.state.problem), timeout=WAIT_MS)
    address = read_given(dialog.state.made)
    assert isinstance(address, JoinAddress)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    qtbot.waitUntil(lambda: bool(works or ben.problems), timeout=WAIT_MS)
    (work,) = works
    qtbot.waitUntil(lambda: set(NAMES) <= titles(ben, work), timeout=WAIT_MS)
    assert joined(work) <= MOST
    ben.stage.window.show()
    for document, shape in shapes.items():
        assert ben.stage.window.open_diagram(document)
        qtbot.waitUntil(lambda shape=shape: shape in ben.stage.editor.records.shapes, timeout=WAIT_MS)
        ben.stage.window.close_tab(document)
        qtbot.waitUntil(lambda: joined(work) <= MOST, timeout=WAIT_MS)
