"""How a team's diagrams look in the home screen of a member who never opened them: at a real relay."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.collaboration.addresses import JoinAddress, read_given
from app.collaboration.network import team_pictures
from app.collaboration.network.workspace import WorkspaceAtWork
from app.library.thumbnails import DARK, LIGHT
from sync.protocol.roles import Role
from tests.support.relay_dialog import Dialog, shared
from tests.support.together_program import WAIT_MS, Program


def picture(program: Program, document: str, variant: str) -> QImage | None:
    """Return the picture of a diagram in a library."""
    found = program.stage.desktop.session.library.submit(lambda store: store.thumbnails.get(document, variant)).result()
    return None if found is None else QImage.fromData(found.data)


def come_in(ben: Program, dialog: Dialog, bot: QtBot, role: Role = Role.VIEWER) -> WorkspaceAtWork:
    """Let Ben into the whole team by a link; he opens nothing."""
    dialog.desk.invite(role, 7)
    bot.waitUntil(lambda: bool(dialog.state.made or dialog.state.problem), timeout=WAIT_MS)
    address = read_given(dialog.state.made)
    assert isinstance(address, JoinAddress)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    bot.waitUntil(lambda: bool(works or ben.problems), timeout=WAIT_MS)
    assert ben.problems == []
    return works[0]


def test_eng93_a_member_sees_a_picture_of_what_he_never_opened(
    pair: tuple[Program, Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ENG-93, PRO-44: in light and dark once his home screen shows the diagram, and another one when it is drawn on."""
    monkeypatch.setattr(team_pictures, "TELL_EVERY_MS", 0)
    monkeypatch.setattr(team_pictures, "ASK_EVERY_MS", 0)
    ana, ben = pair
    document, _ = shared(ana, qtbot)
    theirs = ana.teams.together.team_of(document)
    assert theirs is not None
    work = come_in(ben, Dialog(ana, workspace=theirs.workspace), qtbot)
    qtbot.waitUntil(lambda: document in work.documents and ben.up(work), timeout=WAIT_MS)
    assert picture(ben, document, LIGHT) is None
    home = ben.stage.window
    home.show()
    home.show_home()
    qtbot.waitUntil(lambda: picture(ben, document, LIGHT) is not None, timeout=WAIT_MS)
    light, dark, own = picture(ben, document, LIGHT), picture(ben, document, DARK), picture(ana, document, LIGHT)
    assert light is not None
    assert dark is not None
    assert own is not None
    assert light.size() == own.size()
    assert light != dark
    assert document not in ben.stage.desktop.session.diagrams
    ana.at_work().box((500, 400), (620, 460))
    ana.stage.window.close_tab(document)
    qtbot.waitUntil(lambda: picture(ana, document, LIGHT) != own, timeout=WAIT_MS)

    def seen_anew() -> bool:
        home.home.list.viewport().repaint()
        return picture(ben, document, LIGHT) != light

    qtbot.waitUntil(seen_anew, timeout=WAIT_MS)


def test_eng93_the_later_picture_counts_whoever_painted_it(
    pair: tuple[Program, Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ENG-93, PRO-44: also of somebody who never saw the ones before."""
    monkeypatch.setattr(team_pictures, "TELL_EVERY_MS", 0)
    monkeypatch.setattr(team_pictures, "ASK_EVERY_MS", 0)
    ana, ben = pair
    document, _ = shared(ana, qtbot)
    theirs = ana.teams.together.team_of(document)
    assert theirs is not None
    work = come_in(ben, Dialog(ana, workspace=theirs.workspace), qtbot, Role.EDITOR)
    qtbot.waitUntil(lambda: document in work.documents and ben.up(work), timeout=WAIT_MS)
    first = picture(ana, document, LIGHT)
    ana.at_work().box((60, 60), (160, 120))
    ana.stage.window.close_tab(document)
    qtbot.waitUntil(lambda: picture(ana, document, LIGHT) != first, timeout=WAIT_MS)
    before = picture(ana, document, LIGHT)
    ben.stage.window.show()
    assert ben.stage.window.open_diagram(document)
    qtbot.waitUntil(lambda: bool(ben.stage.editor.records.shapes), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ben.stage.window.rights.reason() == "", timeout=WAIT_MS)
    ben.at_work().box((500, 400), (620, 460))
    ben.stage.window.close_tab(document)
    home = ana.stage.window
    home.show()
    home.show_home()

    def seen_anew() -> bool:
        home.home.list.viewport().repaint()
        return picture(ana, document, LIGHT) != before

    qtbot.waitUntil(seen_anew, timeout=WAIT_MS)
