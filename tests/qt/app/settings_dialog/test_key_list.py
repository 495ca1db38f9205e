from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.catalogue import BY_ID
from app.actions.keymaps import effective
from app.settings_dialog.key_list import KeyList

ACTIONS = [BY_ID[id_] for id_ in ("edit.undo", "edit.redo", "arrange.group")]


def made(qtbot: QtBot) -> KeyList:
    keys = KeyList()
    qtbot.addWidget(keys)
    keys.resize(500, 300)
    keys.show_actions(ACTIONS, effective({}), frozenset({"edit.redo"}))
    return keys


def texts(keys: KeyList) -> list[str]:
    return [keys.item(row).text() for row in range(keys.count())]


def test_actions_stand_under_their_areas_and_say_their_keys(qtbot: QtBot) -> None:
    keys = made(qtbot)
    assert texts(keys) == ["Edit", "Undo", "Redo", "Arrange", "Group"]
    assert keys.item(1).data(int(Qt.ItemDataRole.AccessibleDescriptionRole)) == "Ctrl+Z"
    assert keys.current() == "edit.undo"
    assert not keys.grab().isNull()


def test_what_the_user_changed_is_marked(qtbot: QtBot) -> None:
    keys = made(qtbot)
    before = keys.grab().toImage()
    keys.show_actions(ACTIONS, effective({}), frozenset())
    assert keys.grab().toImage() != before


def test_the_current_action_stays_when_the_list_changes(qtbot: QtBot) -> None:
    keys = made(qtbot)
    keys.go_to("arrange.group")
    keys.show_actions(ACTIONS[1:], effective({}), frozenset())
    assert keys.current() == "arrange.group"
    keys.show_actions(ACTIONS[:1], effective({}), frozenset())
    assert keys.current() == "edit.undo"


def test_enter_asks_for_keys(qtbot: QtBot) -> None:
    keys = made(qtbot)
    with qtbot.waitSignal(keys.record_requested) as told:
        QTest.keyClick(keys, Qt.Key.Key_Return)
    assert told.args == ["edit.undo"]
