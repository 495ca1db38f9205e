"""The recorder takes keys before any shortcut does, and lets go by Esc or by losing the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.settings_dialog.key_recorder import KeyRecorder
from app.widgets.layout import column

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(column(KeyRecorder(), QLineEdit()))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def recorder(window: QWidget) -> KeyRecorder:
    found = window.findChild(KeyRecorder)
    assert isinstance(found, KeyRecorder)
    return found


def test_the_next_keys_are_told_and_no_shortcut_runs(qtbot: QtBot, window: QWidget, recorder: KeyRecorder) -> None:
    ran: list[str] = []
    action = QAction("Duplicate", window)
    action.setShortcut(QKeySequence("Ctrl+D"))
    action.triggered.connect(lambda: ran.append("ran"))
    window.addAction(action)
    recorder.click()
    assert recorder.waiting
    with qtbot.waitSignal(recorder.recorded) as told:
        QTest.keyClick(recorder, Qt.Key.Key_D, CTRL)
    assert told.args == ["Ctrl+D"]
    assert (ran, recorder.waiting) == ([], False)


def test_a_modifier_alone_is_waited_over(qtbot: QtBot, recorder: KeyRecorder) -> None:
    recorder.click()
    with qtbot.assertNotEmitted(recorder.recorded):
        QTest.keyClick(recorder, Qt.Key.Key_Shift)
    assert recorder.waiting


@pytest.mark.parametrize("way", ["escape", "elsewhere"])
def test_waiting_ends_without_a_key(qtbot: QtBot, window: QWidget, recorder: KeyRecorder, way: str) -> None:
    recorder.click()
    with qtbot.assertNotEmitted(recorder.recorded):
        if way == "escape":
            QTest.keyClick(recorder, Qt.Key.Key_Escape)
        else:
            field = window.findChild(QLineEdit)
            assert isinstance(field, QLineEdit)
            field.setFocus()
    assert not recorder.waiting


def test_while_it_does_not_wait_it_is_a_button(recorder: KeyRecorder) -> None:
    QTest.keyClick(recorder, Qt.Key.Key_D, CTRL)
    assert recorder.text() == "Record keys"
