"""The in-place editor: typing, formats, leaving."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.canvas_view.label_editor import LabelEditor
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.model.records import RichText, Run

BLOCK = TextBlock((), Box(0, 0, 120, 60), wrap=True)
AREA = QRectF(20, 20, 120, 60)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[LabelEditor]:
    parent = QWidget()
    parent.resize(300, 200)
    qtbot.addWidget(parent)
    parent.show()
    yield LabelEditor(parent)
    parent.close()


def labels(editor: LabelEditor) -> list[RichText]:
    seen: list[RichText] = []
    editor.edited.connect(seen.append)
    return seen


def test_typing_over_the_selected_text_replaces_it(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.begin((Run("old"),), BLOCK, 1.0, AREA)
    seen = labels(editor)
    qtbot.keyClicks(editor, "ab")
    assert seen == [(Run("a"),), (Run("ab"),)]


def test_ctrl_b_marks_the_selection_and_again_unmarks_it(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.begin((Run("word"),), BLOCK, 1.0, AREA)
    seen = labels(editor)
    qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert seen[-1] == (Run("word", (("bold", True),)),)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert seen[-1] == (Run("word"),)


def test_a_mark_set_at_the_caret_is_for_what_is_typed_next(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.begin((Run("a"),), BLOCK, 1.0, AREA, select_all=False)
    seen = labels(editor)
    qtbot.keyClick(editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "b")
    assert seen[-1] == (Run("a"), Run("b", (("italic", True),)))


def test_pasted_html_comes_in_as_plain_text(editor: LabelEditor) -> None:
    editor.begin((), BLOCK, 1.0, AREA)
    seen = labels(editor)
    data = QMimeData()
    data.setHtml("<b onclick='x()'>rich</b>")
    data.setText("rich")
    editor.insertFromMimeData(data)
    assert seen[-1] == (Run("rich"),)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_leaving_keys(editor: LabelEditor, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    editor.begin((Run("x"),), BLOCK, 1.0, AREA)
    with qtbot.waitSignal(editor.finished):
        qtbot.keyClick(editor, key, modifier)


def test_showing_a_label_does_not_count_as_an_edit(editor: LabelEditor) -> None:
    seen = labels(editor)
    editor.begin((Run("x"),), BLOCK, 1.0, AREA)
    editor.place(2.0, QRectF(0, 0, 240, 120), (Run("y"),))
    assert seen == []
    assert editor.toPlainText() == "y"


def test_it_lies_in_the_middle_of_a_centred_label(editor: LabelEditor) -> None:
    editor.begin((Run("x"),), BLOCK, 1.0, AREA)
    assert abs(editor.geometry().center().y() - AREA.center().y()) <= 2
    assert editor.geometry().width() == pytest.approx(AREA.width(), abs=2)
