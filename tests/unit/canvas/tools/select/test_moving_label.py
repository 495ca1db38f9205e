"""Tests of dragging labels along connectors."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.tools.select.moving_label import label_under
from tests.support.test_editor import TestEditor


def test_a_connector_s_own_label_moves() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 100), target__point=(400, 100), text="label")
    assert label_under(t.editor, line, Vec(200, 100)) == line
    assert label_under(t.editor, line, Vec(30, 100)) == ""
    t.drag_to((200, 100), (300, 80))
    assert t.state == "select.moving_label"
    assert t.preview.overrides[line]["x"] == 0.5
    t.key("x", "x").pointer_up()
    assert (t.record(line).x, abs(t.record(line).y)) == (0.5, 20)
    assert t.steps() == 2


def test_a_label_shape_moves_by_how_far_it_is_dragged() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 100), target__point=(400, 100))
    label = t.shape(0, 0, 40, 20, parent=line, relative=True)
    x, y = t.at(label)
    t.drag((x + 10, y + 10), (x + 110, y + 10))
    assert t.at(label) == (x + 100, y)


def test_elsewhere_a_drag_is_no_label_s() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A")
    assert label_under(t.editor, a, Vec(50, 30)) == ""
    assert label_under(t.editor, t.connector(source__point=(0, 100), target__point=(400, 100)), Vec(9, 100)) == ""
