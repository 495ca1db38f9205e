"""Formats of labels in place, by keys and by the bar, over the real window; and links on the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas_view.label_editor import LabelEditor
from app.dialogs.text_prompt import TextPrompt
from app.widgets.color_picker import ColorPicker
from app.workbench.text_bar_link import TextBarLink
from canvas.model.records import RichText, Run, ShapeRecord
from tests.support.stage import ALT, CTRL, SHIFT, Stage

LEFT = Qt.MouseButton.LeftButton
BULLET = (("align", "left"), ("indent", 1.0), ("list", "bullet"))


def records(stage: Stage) -> dict[str, ShapeRecord]:
    return dict(stage.editor.records.shapes)


def link(stage: Stage) -> TextBarLink:
    return stage.window.text_bar


def editing(stage: Stage, text: str = "harbour") -> tuple[str, LabelEditor]:
    """Draw a box, type into it, and select all of the text."""
    shape = stage.box((400, 300), (600, 400))
    stage.key(Qt.Key.Key_F2)
    stage.type(text)
    stage.key(Qt.Key.Key_A, CTRL)
    QApplication.processEvents()
    return shape, stage.view.label_field


BUTTONS = {
    "bold": ("bold", True),
    "italic": ("italic", True),
    "underline": ("underline", True),
    "strike": ("strike", True),
    "sup": ("script", "sup"),
    "sub": ("script", "sub"),
    "code": ("code", True),
    "bullet": ("list", "bullet"),
    "ordered": ("list", "ordered"),
    "left": ("align", "left"),
    "right": ("align", "right"),
}


@pytest.mark.parametrize("button", sorted(BUTTONS))
def test_the_bar_formats_the_selection_in_one_step(stage: Stage, button: str) -> None:
    shape, field = editing(stage)
    bar = link(stage).bar
    assert bar.isVisible()
    before = records(stage)
    QTest.mouseClick(bar.buttons[button], LEFT)
    name, value = BUTTONS[button]
    assert stage.shape(shape).label[0].mark(name) == value
    assert bar.buttons[button].isChecked()
    assert field.hasFocus()
    stage.editor.undo()
    assert records(stage) == before


def test_the_bar_shows_what_the_caret_stands_in_and_goes_when_the_editing_ends(stage: Stage) -> None:
    editing(stage)
    bar = link(stage).bar
    stage.key(Qt.Key.Key_B, CTRL)
    assert bar.buttons["bold"].isChecked()
    assert not bar.buttons["italic"].isChecked()
    assert bar.buttons["center"].isChecked()
    assert bar.font_size.value == 13.0
    stage.key(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not bar.isVisible()


def test_the_bar_does_not_cover_the_label(stage: Stage) -> None:
    _, field = editing(stage)
    area = stage.window.workbench.area
    label = field.rect().translated(area.mapFromGlobal(field.mapToGlobal(field.rect().topLeft())))
    assert not link(stage).bar.surface_rect().intersects(label)


def test_size_and_typeface_are_typed_without_leaving_the_label(stage: Stage) -> None:
    shape, field = editing(stage)
    size = link(stage).bar.font_size.edit
    size.setFocus()
    assert field.isVisible()
    size.selectAll()
    QTest.keyClicks(size, "20")
    QTest.keyClick(size, Qt.Key.Key_Return)
    assert stage.shape(shape).label == (Run("harbour", (("size", 20.0),)),)
    assert field.hasFocus()
    family = link(stage).bar.family
    family.setFocus()
    QTest.keyClick(family, Qt.Key.Key_Down)
    assert stage.shape(shape).label[0].mark("font") == "Arimo"


def test_a_colour_of_the_text(stage: Stage) -> None:
    shape, field = editing(stage)
    QTest.mouseClick(link(stage).bar.color, LEFT)
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, ColorPicker)
    QTest.mouseClick(picker.body.theme[1].buttons[2], LEFT)
    picker.close()
    assert stage.shape(shape).label[0].mark("color") == picker.body.theme[1].buttons[2].fill.lower()
    assert field.isVisible()


def answer(stage: Stage, text: str) -> None:
    # The dialog has the keyboard only when the event loop has told both windows.
    QApplication.processEvents()
    prompt = stage.window.findChild(TextPrompt)
    assert prompt is not None
    prompt.line.selectAll()
    QTest.keyClicks(prompt.line, text)
    QTest.keyClick(prompt.line, Qt.Key.Key_Return)


def test_a_link_is_made_followed_and_refused(stage: Stage) -> None:
    opened: list[str] = []
    link(stage).open_url = lambda url: bool(opened.append(url))
    shape, field = editing(stage)
    stage.key(Qt.Key.Key_K, CTRL)
    prompt = stage.window.findChild(TextPrompt)
    assert prompt is not None
    QTest.keyClicks(prompt.line, "javascript:alert(1)")
    assert not prompt.confirm.isEnabled()
    assert prompt.complaint.text()
    answer(stage, "example.org/pier")
    assert stage.shape(shape).label == (Run("harbour", (("link", "https://example.org/pier"),)),)
    assert field.isVisible()
    stage.key(Qt.Key.Key_Escape)
    stage.click((500, 350))
    assert opened == []
    stage.click((500, 350), CTRL)
    assert opened == ["https://example.org/pier"]


def test_lists_by_typing_nest_and_undo_with_the_keys_of_the_diagram(stage: Stage) -> None:
    shape = stage.box((400, 300), (600, 400))
    stage.key(Qt.Key.Key_F2)
    stage.type("- one")
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Tab)
    stage.type("in")
    label = stage.shape(shape).label
    assert label == (Run("one\n", BULLET), Run("in", (("align", "left"), ("indent", 2.0), ("list", "bullet"))))
    field = stage.view.label_field
    assert field.isVisible()
    while stage.shape(shape).label:
        stage.key(Qt.Key.Key_Z, CTRL)
    while stage.editor.redo() is not None:
        pass
    assert stage.shape(shape).label == label


def test_rich_text_is_copied_with_its_shape(stage: Stage) -> None:
    shape, _ = editing(stage, "one two")
    stage.key(Qt.Key.Key_8, CTRL | SHIFT)
    stage.key(Qt.Key.Key_B, CTRL)
    stage.key(Qt.Key.Key_Escape)
    label: RichText = stage.shape(shape).label
    stage.do("edit.copy")
    stage.do("edit.paste")
    assert stage.last.id != shape
    assert stage.last.label == label == (Run("one two", tuple(sorted((("bold", True), *BULLET)))),)


def test_keys_of_the_program_are_its_own_where_nothing_is_edited(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_E, CTRL)
    stage.key(Qt.Key.Key_B, CTRL | ALT)
    assert not link(stage).bar.isVisible()
