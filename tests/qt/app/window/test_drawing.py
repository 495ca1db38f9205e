"""Every drawing tool, by its key, by click and by drag."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.stage import ALT, NO, SHIFT, Stage

TOOLS = [
    (Qt.Key.Key_R, "rect"),
    (Qt.Key.Key_O, "ellipse"),
    (Qt.Key.Key_D, "rhombus"),
    (Qt.Key.Key_N, "rect"),
    (Qt.Key.Key_F, "rect"),
]
NAMES = ["rectangle", "ellipse", "diamond", "note", "frame"]


@pytest.mark.parametrize(("key", "kind"), TOOLS, ids=NAMES)
def test_a_drag_draws_from_corner_to_corner(stage: Stage, key: Qt.Key, kind: str) -> None:
    stage.key(key)
    stage.press((200, 200))
    stage.move((280, 250))
    stage.move((360, 300))
    assert stage.shapes == []
    stage.release((360, 300))
    (shape,) = stage.shapes
    assert (shape.kind, shape.x, shape.y, shape.w, shape.h) == (kind, 200, 200, 160, 100)
    assert stage.selected == (shape.id,)
    assert stage.editor.tool == "select"
    stage.key(Qt.Key.Key_Escape)
    assert stage.steps() == 1


@pytest.mark.parametrize(("key", "kind"), TOOLS, ids=NAMES)
def test_a_click_places_the_usual_size(stage: Stage, key: Qt.Key, kind: str) -> None:
    stage.key(key)
    stage.click((400, 300))
    (shape,) = stage.shapes
    assert shape.kind == kind
    assert shape.w > 40
    assert abs(shape.x + shape.w / 2 - 400) <= 10
    assert abs(shape.y + shape.h / 2 - 300) <= 10


@pytest.mark.parametrize(("key", "arrow"), [(Qt.Key.Key_A, True), (Qt.Key.Key_L, False)], ids=["arrow", "line"])
def test_a_connector_is_drawn_freely(stage: Stage, key: Qt.Key, arrow: bool) -> None:
    line = stage.shape(stage.draw(key, (200, 200), (400, 300)))
    assert line.is_connector
    assert (line.get("source.point"), line.get("target.point")) == ((200.0, 200.0), (400.0, 300.0))
    assert (line.get("style.end_arrow") == "block") is arrow


def test_a_connector_is_glued_to_the_shapes_it_is_drawn_between(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 200), (620, 260))
    line = stage.draw(Qt.Key.Key_A, (260, 230), (560, 230))
    assert stage.editor.view.ends(line) == (a, b)


def test_a_text_is_typed_where_one_clicks_and_goes_again_when_nothing_is_typed(stage: Stage) -> None:
    stage.key(Qt.Key.Key_T)
    stage.click((300, 300))
    assert stage.view.label_field.hasFocus()
    stage.type("Quay 7")
    stage.key(Qt.Key.Key_Escape)
    assert [(s.kind, s.text) for s in stage.shapes] == [("text", "Quay 7")]
    stage.key(Qt.Key.Key_T)
    stage.click((600, 300))
    stage.key(Qt.Key.Key_Escape)
    assert len(stage.shapes) == 1


def test_a_note_is_written_on_at_once(stage: Stage) -> None:
    stage.key(Qt.Key.Key_N)
    stage.click((300, 300))
    stage.type("remember")
    stage.key(Qt.Key.Key_Escape)
    assert stage.last.text == "remember"


@pytest.mark.parametrize(
    ("flags", "box"),
    [(SHIFT, (200, 200, 100, 100)), (ALT, (100, 140, 200, 120)), (NO, (200, 200, 100, 60))],
    ids=["shift", "alt", "plain"],
)
def test_shift_makes_a_square_and_alt_grows_from_the_middle(
    stage: Stage, flags: Qt.KeyboardModifier, box: tuple[int, int, int, int]
) -> None:
    stage.key(Qt.Key.Key_R)
    stage.drag((200, 200), (300, 260), flags)
    shape = stage.last
    assert (shape.x, shape.y, shape.w, shape.h) == box


def test_a_kept_tool_draws_again(stage: Stage) -> None:
    stage.do("tool.keep")
    stage.key(Qt.Key.Key_R)
    stage.drag((200, 200), (300, 260))
    stage.drag((400, 200), (500, 260))
    assert len(stage.shapes) == 2
    assert stage.editor.tool == "rect"
    stage.key(Qt.Key.Key_Escape)
    assert stage.editor.tool == "select"


def test_the_rail_shows_and_chooses_the_tool(stage: Stage) -> None:
    buttons = stage.window.workbench.rail.buttons
    buttons["ellipse"].click()
    assert stage.editor.tool == "ellipse"
    stage.key(Qt.Key.Key_H)
    assert buttons["hand"].isChecked()
    assert not buttons["ellipse"].isChecked()


def test_the_hint_goes_with_the_first_shape(stage: Stage) -> None:
    empty = stage.view.grab().toImage()
    middle = stage.view.rect().center()
    stage.box((20, 20), (80, 60))
    stage.key(Qt.Key.Key_Escape)
    drawn = stage.view.grab().toImage()
    changed = [
        x
        for x in range(middle.x() - 90, middle.x() + 90)
        if empty.pixel(x, middle.y() - 22) != drawn.pixel(x, middle.y() - 22)
    ]
    assert changed


def test_escape_takes_back_what_is_being_drawn(stage: Stage) -> None:
    stage.key(Qt.Key.Key_R)
    stage.press((200, 200))
    stage.move((300, 300))
    stage.key(Qt.Key.Key_Escape)
    stage.release((300, 300))
    assert stage.shapes == []
    assert stage.steps() == 0
