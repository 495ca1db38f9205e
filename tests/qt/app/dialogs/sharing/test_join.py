from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.collaboration.room_state import Comparing, JoinState, NearbyRoom
from app.dialogs.sharing.join import JoinDialog

ROOMS = (NearbyRoom("r1", "A3F9"), NearbyRoom("r2", "77C1", "Harbour team"))


@pytest.fixture
def dialog(qtbot: QtBot) -> JoinDialog:
    made = JoinDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_room_it_says_how_to_get_one(dialog: JoinDialog) -> None:
    assert "No room is open" in dialog.waiting.text()
    assert dialog.waiting.isVisible()
    dialog.show_state(JoinState(ROOMS))
    assert not dialog.waiting.isVisible()


def test_a_room_is_chosen_by_its_four_characters(dialog: JoinDialog, qtbot: QtBot) -> None:
    dialog.show_state(JoinState(ROOMS))
    assert [button.text() for button in dialog.buttons.values()] == ["Room A3F9", "Room 77C1 – Harbour team"]
    with qtbot.waitSignal(dialog.room_chosen) as chosen:
        QTest.mouseClick(dialog.buttons["r2"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["r2"]


def test_while_one_enters_nothing_else_can_be_chosen(dialog: JoinDialog, qtbot: QtBot) -> None:
    dialog.show_state(JoinState(ROOMS, "A3F9"))
    assert "A3F9" in dialog.waiting.text()
    assert not dialog.buttons["r1"].isVisible()
    assert not dialog.code.isEnabled()
    dialog.show_state(JoinState(ROOMS, "A3F9", Comparing("q", "482913")))
    assert not dialog.waiting.isVisible()
    with qtbot.waitSignal(dialog.answered) as answer:
        QTest.mouseClick(dialog.comparing.differ, Qt.MouseButton.LeftButton)
    assert answer.args == ["q", False]


def test_a_code_is_pasted(dialog: JoinDialog, qtbot: QtBot) -> None:
    assert not dialog.enter.isEnabled()
    dialog.code.setText("  aiocanvas:room#abc ")
    with qtbot.waitSignal(dialog.code_given) as given:
        QTest.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    assert given.args == ["aiocanvas:room#abc"]


def test_a_problem_is_said(dialog: JoinDialog) -> None:
    dialog.show_state(JoinState(ROOMS, problem="The digits were not the same."))
    assert dialog.problem.isVisible()
    assert dialog.problem.text() == "The digits were not the same."
