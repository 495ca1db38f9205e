"""The dialog of a team: name, handing over, leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.collaboration.team_state import Reach, TeamPerson, TeamState
from app.dialogs.sharing.team import TeamDialog
from sync.protocol.roles import Role

ANA = TeamPerson("aa" * 16, "Ana Lima", Role.OWNER, own=True)
BEN = TeamPerson("bb" * 16, "Ben Okafor", Role.EDITOR, may_change=True)
STATE = TeamState(Reach.SHARED, "", "Harbour", "https://relay.example.org", (ANA, BEN), own_role=Role.OWNER)


@pytest.fixture
def dialog(qtbot: QtBot) -> TeamDialog:
    made = TeamDialog()
    qtbot.addWidget(made)
    made.show()
    made.show_state(STATE)
    return made


def test_an_owner_renames_and_hands_over(dialog: TeamDialog, qtbot: QtBot) -> None:
    assert dialog.name.text() == "Harbour"
    dialog.name.setFocus()
    dialog.name.setText("Port")
    with qtbot.waitSignal(dialog.renamed) as renamed:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert renamed.args == ["Port"]
    with qtbot.waitSignal(dialog.given) as given:
        QTest.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert given.args == [BEN.user]


def test_the_only_owner_stays_and_others_may_leave(dialog: TeamDialog, qtbot: QtBot) -> None:
    assert not dialog.leave.isEnabled()
    assert "only owner" in dialog.leave.toolTip()
    editor = TeamPerson("aa" * 16, "Ana Lima", Role.EDITOR, own=True)
    dialog.show_state(TeamState(Reach.SHARED, "", "Harbour", "r", (BEN, editor), own_role=Role.EDITOR))
    assert dialog.name.isReadOnly()
    assert not dialog.give.isVisible()
    with qtbot.waitSignal(dialog.left):
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)


def test_away_from_the_relay_nothing_can_be_changed(dialog: TeamDialog) -> None:
    dialog.show_state(TeamState(Reach.AWAY, "Sign in to change this.", "Harbour", "r", (ANA, BEN), own_role=Role.OWNER))
    assert not dialog.panel.isEnabled()
    assert dialog.reason.isVisible()
