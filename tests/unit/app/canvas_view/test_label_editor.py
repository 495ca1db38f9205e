"""The in-place editor: typing, formats, leaving."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.canvas_view.label_editor import LabelEditor
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.model.records import RichText, Run

BLOCK = TextBlock((), Box(0, 0, 120, 60), align="left", wrap=True)
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


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BULLET = (("indent", 1.0), ("list", "bullet"))
DEEPER = (("indent", 2.0), ("list", "bullet"))


def started(editor: LabelEditor, label: RichText = (), block: TextBlock = BLOCK) -> list[RichText]:
    editor.begin(label, block, 1.0, AREA, select_all=False)
    return labels(editor)


@pytest.mark.parametrize(
    ("key", "flags", "mark"),
    [
        (Qt.Key.Key_B, CTRL, ("bold", True)),
        (Qt.Key.Key_I, CTRL, ("italic", True)),
        (Qt.Key.Key_U, CTRL, ("underline", True)),
        (Qt.Key.Key_X, CTRL | SHIFT, ("strike", True)),
        (Qt.Key.Key_E, CTRL, ("code", True)),
        (Qt.Key.Key_Period, CTRL, ("script", "sup")),
        (Qt.Key.Key_Comma, CTRL, ("script", "sub")),
    ],
)
def test_every_key_marks_and_unmarks_the_selection(
    editor: LabelEditor, qtbot: QtBot, key: Qt.Key, flags: Qt.KeyboardModifier, mark: tuple[str, object]
) -> None:
    editor.begin((Run("word"),), BLOCK, 1.0, AREA)
    seen = labels(editor)
    qtbot.keyClick(editor, key, flags)
    assert seen == [(Run("word", (mark,)),)]
    assert editor.textCursor().hasSelection()
    qtbot.keyClick(editor, key, flags)
    assert seen[-1] == (Run("word"),)


def test_what_the_label_is_by_itself_is_taken_back_by_a_mark(editor: LabelEditor, qtbot: QtBot) -> None:
    bold = TextBlock((), Box(0, 0, 120, 60), Font(weight=700), wrap=True)
    editor.begin((Run("word"),), bold, 1.0, AREA)
    seen = labels(editor)
    qtbot.keyClick(editor, Qt.Key.Key_B, CTRL)
    assert seen[-1] == (Run("word", (("bold", False),)),)
    qtbot.keyClick(editor, Qt.Key.Key_B, CTRL)
    assert seen[-1] == (Run("word"),)


@pytest.mark.parametrize("start", ["- ", "* "])
def test_a_list_begins_as_one_types_it(editor: LabelEditor, qtbot: QtBot, start: str) -> None:
    seen = started(editor)
    qtbot.keyClicks(editor, f"{start}one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert seen[-1] == (Run("one\ntwo", BULLET),)


def test_numbers_begin_with_a_one(editor: LabelEditor, qtbot: QtBot) -> None:
    seen = started(editor)
    qtbot.keyClicks(editor, "1. one")
    assert dict(seen[-1][0].marks)["list"] == "ordered"


def test_an_empty_item_ends_the_list(editor: LabelEditor, qtbot: QtBot) -> None:
    seen = started(editor, (Run("one", BULLET),))
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "after")
    assert seen[-1] == (Run("one\n", BULLET), Run("after"))


def test_tab_nests_and_shift_tab_and_backspace_come_back(editor: LabelEditor, qtbot: QtBot) -> None:
    seen = started(editor, (Run("one\ntwo", BULLET),))
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert seen[-1] == (Run("one\n", BULLET), Run("two", DEEPER))
    assert editor.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert seen[-1] == (Run("one\ntwo", BULLET),)
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert seen[-1] == (Run("one\n", BULLET), Run("two"))


def test_list_keys_toggle_the_selected_paragraphs_only(editor: LabelEditor, qtbot: QtBot) -> None:
    seen = started(editor, (Run("one\ntwo\nthree"),))
    qtbot.keyClick(editor, Qt.Key.Key_Up, SHIFT)
    qtbot.keyClick(editor, Qt.Key.Key_8, CTRL | SHIFT)
    assert seen[-1] == (Run("one\n"), Run("two\nthree", BULLET))
    assert editor.textCursor().hasSelection()
    qtbot.keyClick(editor, Qt.Key.Key_8, CTRL | SHIFT)
    assert seen[-1] == (Run("one\ntwo\nthree"),)
    qtbot.keyClick(editor, Qt.Key.Key_Slash, CTRL | SHIFT)
    assert dict(seen[-1][-1].marks)["list"] == "ordered"


def test_paragraphs_are_aligned(editor: LabelEditor) -> None:
    seen = started(editor, (Run("one\ntwo"),))
    editor.align_text("right")
    assert seen[-1] == (Run("one\n"), Run("two", (("align", "right"),)))
    editor.align_text("left")
    assert seen[-1] == (Run("one\ntwo"),)


def test_items_of_a_centred_label_are_aligned_left(editor: LabelEditor, qtbot: QtBot) -> None:
    seen = started(editor, (Run("one"),), TextBlock((), Box(0, 0, 120, 60), wrap=True))
    qtbot.keyClick(editor, Qt.Key.Key_8, CTRL | SHIFT)
    assert seen[-1][0].mark("align") == "left"
    qtbot.keyClick(editor, Qt.Key.Key_8, CTRL | SHIFT)
    assert seen[-1] == (Run("one"),)


def test_marks_are_cleared_but_links_stay(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.begin((Run("a", (("bold", True), ("link", "https://a"))),), BLOCK, 1.0, AREA)
    seen = labels(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Space, CTRL)
    assert seen[-1] == (Run("a", (("link", "https://a"),)),)


def test_links_are_asked_for_set_changed_and_removed(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.begin((Run("see here"),), BLOCK, 1.0, AREA)
    seen = labels(editor)
    asked: list[str] = []
    editor.link_wanted.connect(asked.append)
    qtbot.keyClick(editor, Qt.Key.Key_K, CTRL)
    editor.set_link("https://a.example")
    assert seen[-1] == (Run("see here", (("link", "https://a.example"),)),)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClick(editor, Qt.Key.Key_K, CTRL)
    assert asked == ["", "https://a.example"]
    editor.set_link("https://b.example")
    assert seen[-1] == (Run("see here", (("link", "https://b.example"),)),)
    editor.set_link("")
    assert seen[-1] == (Run("see here"),)


def test_a_link_without_a_selection_is_its_own_text(editor: LabelEditor) -> None:
    seen = started(editor)
    editor.set_link("https://a.example")
    assert seen[-1] == (Run("https://a.example", (("link", "https://a.example"),)),)


def test_ctrl_click_follows_a_link_and_a_click_does_not(editor: LabelEditor, qtbot: QtBot) -> None:
    started(editor, (Run("linked words", (("link", "https://a.example"),)),))
    followed: list[str] = []
    editor.link_opened.connect(followed.append)
    middle = editor.viewport().rect().center()
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert followed == []
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, CTRL, middle)
    assert followed == ["https://a.example"]


def test_the_state_at_the_caret_is_told(editor: LabelEditor, qtbot: QtBot) -> None:
    started(editor, (Run("a", (("bold", True), *BULLET)), Run("b", BULLET)))
    told: list[bool] = []
    editor.state_changed.connect(lambda: told.append(editor.is_on("bold")))
    assert (editor.is_on("bold"), editor.is_on("bullet"), editor.is_on("sup")) == (False, True, False)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert told[-1] is True


def test_the_focus_may_go_to_what_belongs_to_the_editing(editor: LabelEditor, qtbot: QtBot) -> None:
    started(editor, (Run("a"),))
    finished: list[bool] = []
    editor.finished.connect(lambda: finished.append(True))
    other = QLineEdit(editor.parentWidget())
    other.show()
    editor.stays_with = lambda widget: widget is other
    other.setFocus()
    assert finished == []
    editor.setFocus()
    editor.stays_with = lambda _widget: False
    other.setFocus()
    assert finished == [True]


def test_words_are_copied_and_pasted_with_their_marks(editor: LabelEditor, qtbot: QtBot) -> None:
    label = (Run("one\n", BULLET), Run("two", tuple(sorted((("bold", True), *BULLET)))))
    editor.begin(label, BLOCK, 1.0, AREA)
    data = editor.createMimeDataFromSelection()
    seen = started(editor)
    editor.insertFromMimeData(data)
    assert seen[-1] == label
    assert editor.document().findBlockByNumber(1).textList() is not None
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert seen[-1] == label
    editor.moveCursor(QTextCursor.MoveOperation.End)
    plain = QMimeData()
    plain.setText("!")
    editor.insertFromMimeData(plain)
    assert seen[-1][-1].text == "two!"
