"""Tests of the dots beside the selected shape."""

from __future__ import annotations

from canvas.scene.overlays import PortMark
from canvas.tools.quick_connect import dot_at, dots
from tests.support.test_editor import TestEditor


def test_dots_stand_beside_one_selected_shape_only() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(400, 100)
    assert dots(t.editor) == ()
    t.select(a)
    assert [d.point for d in dots(t.editor)] == [(150, 84), (216, 130), (150, 176), (84, 130)]
    assert dot_at(t.editor, dots(t.editor)[1].point) == dots(t.editor)[1]
    t.select(a, b)
    assert dots(t.editor) == ()
    t.select(t.connector(a, b))
    assert dots(t.editor) == ()


def test_a_click_adds_a_connected_copy() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    t.select(a).click(*t.dot((1, 0.5)))
    (new,) = t.selection
    assert t.at(new) == (260, 100)
    assert len(t.editor.view.connectors_of(a)) == 1


def test_a_drag_connects() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(400, 300)
    t.select(a).drag_to(t.dot((0.5, 1)), (450, 330))
    assert t.state == "connector.connecting"
    t.pointer_up()
    assert t.editor.view.ends(t.newest()) == (a, b)
    assert t.state == "select.idle"
    t.select(a).pointer_down(*t.dot((0.5, 1)))
    assert t.state == "select.pointing_dot"
    assert t.preview.figures
    t.key("A").key("Escape")
    assert t.state == "select.idle"


def test_dots_appear_beside_what_is_hovered_and_stay_on_the_way_to_them() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(400, 300)
    t.pointer_move(150, 130)
    dot = t.dot((1, 0.5))
    t.pointer_move(208, 130)
    assert t.dot((1, 0.5)) == dot
    t.pointer_move(*dot)
    assert t.preview.cursor == "crosshair"
    t.pointer_move(300, 130)
    assert not [f for f in t.preview.figures if isinstance(f, PortMark)]
    t.pointer_move(150, 130)
    t.drag_to(dot, (450, 330)).pointer_up()
    assert t.editor.view.ends(t.newest()) == (a, b)


def test_a_click_on_a_hovered_dot_adds_a_connected_copy() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    t.pointer_move(150, 130).click(*t.dot((0.5, 1)))
    assert t.selection != (a,)
    assert len(t.editor.view.connectors_of(a)) == 1


def test_locked_shapes_have_no_dots() -> None:
    t = TestEditor()
    a = t.shape(100, 100, locked=True)
    t.pointer_move(150, 130)
    assert dots(t.editor, a) == ()
