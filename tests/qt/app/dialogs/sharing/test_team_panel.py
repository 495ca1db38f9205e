"""People, invitations and open ways in, of a team or of one diagram."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.collaboration.team_state import Reach, TeamPerson, TeamState, Waiting
from app.dialogs.sharing.team_panel import TeamPanel
from app.dialogs.sharing.team_rows import PersonRow, WaitingRow
from app.widgets.buttons import Button
from sync.protocol.roles import Role

ANA = TeamPerson("aa" * 16, "Ana Lima", Role.OWNER, own=True)
BEN = TeamPerson("bb" * 16, "Ben Okafor", Role.EDITOR, may_change=True, safety="12345 " * 11 + "12345")
CLEO = TeamPerson("cc" * 16, "", Role.VIEWER, guest=True, may_change=True)
ASKS = Waiting("r1", "request", "Dan Park", Role.VIEWER, 0, "12345 12345")
LINK = Waiting("i1", "link", "Ana Lima", Role.EDITOR, 1_800_000_000_000)
STATE = TeamState(Reach.SHARED, people=(ANA, BEN, CLEO), waiting=(ASKS, LINK), own_role=Role.OWNER)


@pytest.fixture
def panel(qtbot: QtBot) -> TeamPanel:
    made = TeamPanel(diagram=True)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.show_state(STATE)
    return made


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(panel: TeamPanel) -> list[PersonRow]:
    return [one for one in panel.people.findChildren(PersonRow) if not one.isHidden()]


def test_everybody_is_listed_and_only_others_can_be_changed(panel: TeamPanel, qtbot: QtBot) -> None:
    own, ben, cleo = rows(panel)
    assert "(you)" in next(label.text() for label in own.findChildren(QLabel) if "Ana" in label.text())
    assert not hasattr(own, "role")
    assert not hasattr(ben, "remove")  # A member sees all diagrams of a team; only guests are taken off one.
    with qtbot.waitSignal(panel.role_given) as given:
        ben.role.setCurrentIndex(ben.role.findData(str(int(Role.VIEWER))))
        ben.role.chosen.emit(str(int(Role.VIEWER)))
    assert given.args == [BEN.user, int(Role.VIEWER)]
    with qtbot.waitSignal(panel.removed) as removed:
        click(cleo.remove)
    assert removed.args == [CLEO.user]


def test_without_an_address_a_link_is_made_and_with_one_a_mail_goes(panel: TeamPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.invited) as made:
        click(panel.invite)
    assert made.args == ["", int(Role.EDITOR), 7]
    assert "link lets one person in" in panel.note.text()
    panel.email.setText("dan@example.org")
    assert panel.invite.text() == "Invite by mail"
    assert "mails a code" in panel.note.text()
    with qtbot.waitSignal(panel.invited) as mailed:
        QTest.keyClick(panel.email, Qt.Key.Key_Return)
    assert mailed.args == ["dan@example.org", int(Role.EDITOR), 7]


def test_a_relay_without_a_mail_server_is_not_said_to_mail(panel: TeamPanel) -> None:
    panel.show_state(replace(STATE, mails=False))
    panel.email.setText("dan@example.org")
    assert panel.invite.text() == "Make a code"
    assert "console" in panel.note.text()
    panel.email.clear()
    assert panel.invite.text() == "Make a link"
    assert "console" not in panel.note.text()


def test_a_link_that_was_made_is_shown_copied_and_forgotten(panel: TeamPanel) -> None:
    assert not panel.made.isVisible()
    panel.show_state(TeamState(Reach.SHARED, people=(ANA,), made="aiocanvas:join?x#y", own_role=Role.OWNER))
    assert panel.made.isVisible()
    assert panel.code.text == "aiocanvas:join?x#y"
    click(panel.copy)
    assert QGuiApplication.clipboard().text() == "aiocanvas:join?x#y"
    panel.show_state(STATE)
    assert not panel.made.isVisible()


def test_who_asks_is_let_in_or_declined_and_ways_in_are_ended(panel: TeamPanel, qtbot: QtBot) -> None:
    asking, link = [one for one in panel.waiting.findChildren(WaitingRow) if not one.isHidden()]
    assert any("12345 12345" in label.text() for label in asking.findChildren(QLabel))
    with qtbot.waitSignal(panel.admitted) as admitted:
        click(asking.admit)
    assert admitted.args == ["r1"]
    end = next(one for one in link.findChildren(Button) if one.text() == "End")
    with qtbot.waitSignal(panel.ended) as ended:
        click(end)
    assert ended.args == ["link", "i1"]


def test_who_may_not_invite_is_not_asked_to(panel: TeamPanel) -> None:
    panel.show_state(TeamState(Reach.SHARED, people=(ANA,), own_role=Role.EDITOR))
    assert not panel.email.isVisible()
    assert panel.view_link.isVisible()
    panel.show_state(TeamState(Reach.SHARED, people=(ANA,), own_role=Role.VIEWER, problem="No."))
    assert not panel.view_link.isVisible()
    assert panel.problem.isVisible()


def test_the_keyboard_waits_where_it_was_and_goes_on_to_the_link(panel: TeamPanel) -> None:
    panel.invite.setFocus()
    panel.show_state(replace(STATE, busy=True))
    assert panel.focusWidget() is panel
    panel.show_state(STATE)
    assert panel.focusWidget() is panel.invite
    panel.show_state(replace(STATE, busy=True))
    panel.show_state(replace(STATE, made="aiocanvas:join?x#y"))
    assert panel.focusWidget() is panel.copy


def test_who_may_open_accounts_decides_whether_the_link_does(panel: TeamPanel) -> None:
    assert not panel.newcomer.isVisible()
    panel.show_state(replace(STATE, opens_accounts=True))
    assert panel.newcomer.isVisible()
    assert panel.newcomer.isChecked()


def test_guests_and_who_was_removed_can_be_given_a_role_in_the_team(qtbot: QtBot) -> None:
    panel = TeamPanel(diagram=False)
    qtbot.addWidget(panel)
    lost = replace(BEN, role=Role.GUEST, gone=True)
    panel.show_state(replace(STATE, people=(ANA, replace(CLEO, role=Role.GUEST), lost)))
    panel.show()
    _own, guest, gone = rows(panel)
    assert (guest.role.currentText(), gone.role.currentText()) == ("Guest", "Removed")
    assert not hasattr(gone, "remove")
    with qtbot.assertNotEmitted(panel.role_given):
        gone.role.chosen.emit(str(gone.role.currentData()))
    for line, person in ((guest, CLEO), (gone, BEN)):
        with qtbot.waitSignal(panel.role_given) as given:
            line.role.chosen.emit(str(int(Role.EDITOR)))
        assert given.args == [person.user, int(Role.EDITOR)]
