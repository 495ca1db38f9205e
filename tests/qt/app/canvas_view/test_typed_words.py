from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.stage import Stage


def written(stage: Stage, word: str) -> str:
    """Type on the canvas as a person does, and return the label that came of it."""
    for letter in word:
        QTest.keyClicks(QApplication.focusWidget() or stage.view, letter)
    QTest.keyClick(QApplication.focusWidget() or stage.view, Qt.Key.Key_Escape)
    return stage.shapes[0].text


@pytest.mark.parametrize("word", ["approve", "invoice", "Order", "Review", "quay", "mail", "v2"])
def test_a_word_that_is_typed_on_a_selected_shape_is_its_label(stage: Stage, word: str) -> None:
    stage.box()
    stage.view.setFocus()
    assert written(stage, word) == word
    assert stage.editor.tool == "select"
    assert not stage.editor.keep_tool


def test_a_letter_alone_chooses_a_tool_at_once(stage: Stage) -> None:
    stage.box()
    stage.view.setFocus()
    QTest.keyClicks(stage.view, "o")
    assert stage.editor.tool == "ellipse"


def test_with_the_mouse_between_them_two_letters_choose_tools(stage: Stage) -> None:
    stage.box()
    stage.view.setFocus()
    QTest.keyClicks(stage.view, "o")
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert len(stage.shapes) == 2
    assert len(stage.editor.selection) == 1
    QTest.keyClicks(stage.view, "r")
    assert stage.editor.tool == "rect"
    assert [shape.text for shape in stage.shapes] == ["", ""]


def test_with_nothing_selected_letters_are_keys(stage: Stage) -> None:
    stage.box()
    stage.editor.select(())
    stage.view.setFocus()
    QTest.keyClicks(stage.view, "or")
    assert stage.editor.tool == "rect"


def test_what_opens_something_waits_for_a_second_letter(stage: Stage, qtbot: QtBot) -> None:
    stage.box()
    stage.view.setFocus()
    asked = stage.answers.asked
    action = stage.window.registry.action("tool.image")
    with qtbot.waitSignal(action.triggered, timeout=5000):
        QTest.keyClicks(stage.view, "i")
        assert stage.answers.asked == asked
