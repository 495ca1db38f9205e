"""Tests of deleting and of connectors that lose their shapes."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.loose_ends import delete, loosened
from tests.support.test_editor import TestEditor


def test_a_connector_keeps_a_free_end_at_its_last_point() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    before = t.graph.route(line)
    t.editor.apply(delete(t.graph, (b,)))
    assert not t.exists(b)
    assert t.record(line).get("target.point") == before[-1]
    assert t.graph.route(line)[-1] == before[-1]
    assert t.editor.view.ends(line) == (a, "")


def test_a_connector_that_loses_both_shapes_goes_with_them() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    label = t.shape(0, 0, parent=line, relative=True)
    t.editor.apply(delete(t.graph, (a, b)))
    assert not any(t.exists(s) for s in (a, b, line, label))


def test_a_line_between_a_shape_and_a_free_end_stays() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    line = t.connector(a, target__point=(300, 300))
    t.editor.apply(delete(t.graph, (a,)))
    assert t.record(line).get("source.point") is not None


def test_children_go_with_their_parent() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    child = t.shape(0, 0, parent=box)
    t.editor.apply(delete(t.graph, (box, child)))
    assert not t.exists(child)


def test_a_loosened_end_can_be_left_anywhere() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0), target__port=(0, 0.5))
    assert loosened(t.graph, line, 1, Vec(7, 8))["target.point"] == (7.0, 8.0)
    nowhere = t.connector()
    assert loosened(t.graph, nowhere, 0)["source.point"] == (0.0, 0.0)


def test_a_line_glued_to_a_line_that_goes_keeps_a_free_end_or_goes_too() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(300, 0), t.shape(0, 300)
    line = t.connector(a, b)
    from_shape = t.connector(c, line)
    t.editor.apply(delete(t.graph, (a, b)))
    assert not t.exists(line)
    assert t.record(from_shape).get("target.point") is not None
    assert t.editor.view.ends(from_shape) == (c, "")
