"""Editing labels in place, and which keys belong to whom meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from canvas.model.records import Run
from tests.support.stage import CTRL, SHIFT, Stage

MIDDLE = (260, 230)


def test_double_click_type_escape(stage: Stage) -> None:
    a = stage.box()
    stage.double_click(MIDDLE)
    assert stage.view.label_field.isVisible()
    stage.type("Pier")
    assert stage.shape(a).text == "Pier"
    stage.key(Qt.Key.Key_Escape)
    assert not stage.view.label_field.isVisible()
    assert stage.view.hasFocus()
    assert stage.selected == (a,)


def test_a_letter_begins_to_type_and_replaces(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Return)
    stage.type("old")
    stage.key(Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_Return)
    stage.type("new")
    stage.click((700, 500))
    assert stage.shape(a).text == "new"
    assert stage.selected == ()


def test_typing_on_a_selected_shape_keeps_every_letter(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Return)
    stage.type("old")
    stage.key(Qt.Key.Key_Escape)
    for letter in "board":
        stage.type(letter)
    assert stage.view.label_field.toPlainText() == "board"
    stage.key(Qt.Key.Key_Escape)
    assert stage.shape(a).text == "board"


def test_tool_letters_are_text_while_typing(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("rodaltnfvhq?")
    assert stage.shape(a).text == "rodaltnfvhq?"
    assert stage.editor.tool == "select"
    assert not stage.editor.keep_tool
    assert QApplication.activeModalWidget() is None


def test_tool_letters_are_text_in_every_other_field_too(stage: Stage) -> None:
    search = stage.window.workbench.library.search
    search.setFocus()
    stage.type("rod")
    assert search.text() == "rod"
    assert stage.editor.tool == "select"
    title = stage.window.workbench.top.title
    title.setFocus()
    title.selectAll()
    stage.type("Ferry v2")
    stage.key(Qt.Key.Key_Return)
    assert stage.tab.diagram.title == "Ferry v2"
    assert stage.editor.tool == "select"
    assert stage.view.hasFocus()


def test_delete_in_a_field_deletes_letters_not_shapes(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("ab")
    stage.key(Qt.Key.Key_Backspace)
    assert stage.shape(a).text == "a"
    search = stage.window.workbench.library.search
    search.setFocus()
    assert search.hasFocus()
    stage.type("x")
    stage.key(Qt.Key.Key_Backspace)
    assert search.text() == ""
    assert a in stage.editor.records.shapes


def test_bold_of_a_part(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("big ship")
    for _ in range(4):
        stage.key(Qt.Key.Key_Left, SHIFT)
    stage.key(Qt.Key.Key_B, CTRL)
    assert stage.shape(a).label == (Run("big "), Run("ship", (("bold", True),)))
    stage.key(Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_Z, CTRL)
    assert stage.shape(a).label == (Run("big ship"),)


def test_undo_while_typing_takes_back_the_typing(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("harbour")
    stage.key(Qt.Key.Key_Z, CTRL)
    assert stage.shape(a).text == ""
    assert stage.view.label_field.toPlainText() == ""
    assert stage.view.label_field.isVisible()
    stage.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert stage.shape(a).text == "harbour"
    assert stage.view.label_field.toPlainText() == "harbour"
    stage.type("!")
    assert stage.shape(a).text.count("!") == 1


def test_typing_is_one_step(stage: Stage) -> None:
    a = stage.box()
    before = stage.steps()
    stage.editor.select((a,))
    stage.key(Qt.Key.Key_F2)
    stage.type("one word")
    stage.key(Qt.Key.Key_Escape)
    assert stage.steps() == before + 1


def test_a_connector_gets_a_label(stage: Stage) -> None:
    line = stage.draw(Qt.Key.Key_L, (200, 200), (400, 200))
    stage.double_click((250, 200))
    stage.type("HTTPS")
    stage.key(Qt.Key.Key_Escape)
    assert stage.shape(line).text == "HTTPS"


def test_a_label_on_a_connector_is_typed_where_it_will_stand(stage: Stage) -> None:
    stage.draw(Qt.Key.Key_L, (200, 200), (500, 200))
    stage.double_click((260, 200))
    assert stage.view.label_field.geometry().contains(stage.at((260, 200)))
    stage.type("HTTPS")
    assert stage.view.label_field.geometry().contains(stage.at((260, 200)))


def test_a_double_click_on_the_canvas_makes_a_text(stage: Stage) -> None:
    stage.double_click((500, 500))
    stage.type("free")
    stage.key(Qt.Key.Key_Escape)
    assert [(s.kind, s.text) for s in stage.shapes] == [("text", "free")]


def test_a_free_text_is_typed_on_one_line(stage: Stage) -> None:
    stage.double_click((500, 500))
    for letter in "a text that is longer than it was thought to be":
        stage.type(letter)
    field = stage.view.label_field
    assert field.document().lineCount() == 1
    assert field.width() >= stage.last.w - 4
    stage.key(Qt.Key.Key_Escape)
    assert stage.last.w > 200


def test_the_letters_do_not_jump_when_the_editing_begins(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("Warehouse")
    stage.key(Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_Escape)
    stage.hover((700, 600))
    at = stage.at((205, 215))
    painted = stage.view.grab().toImage().copy(at.x(), at.y(), 110, 30)
    stage.double_click(MIDDLE)
    field = stage.view.label_field
    cursor = field.textCursor()
    cursor.clearSelection()
    field.setTextCursor(cursor)
    field.setCursorWidth(0)
    edited = stage.view.grab().toImage().copy(at.x(), at.y(), 110, 30)
    dark = [
        [sum(p.pixelColor(x, y).lightness() < 128 for y in range(30)) for x in range(110)] for p in (painted, edited)
    ]
    first = [next(x for x, n in enumerate(columns) if n) for columns in dark]
    last = [max(x for x, n in enumerate(columns) if n) for columns in dark]
    assert abs(first[0] - first[1]) <= 1
    assert abs(last[0] - last[1]) <= 1
    assert 0.8 < sum(dark[1]) / sum(dark[0]) < 1.25


def test_a_click_beside_the_field_ends_it_and_selects(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 200), (620, 260))
    stage.editor.select((a,))
    stage.key(Qt.Key.Key_F2)
    stage.type("left")
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(*map(int, (560, 215))))
    assert stage.shape(a).text == "left"
    assert stage.selected == (b,)
