"""Tests of moving."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.translate import translate
from tests.support.test_editor import TestEditor

BY = Vec(10, 20)


def test_a_shape_moves() -> None:
    t = TestEditor()
    a = t.shape(1, 2)
    assert translate(t.graph, (a,), BY) == {a: {"x": 11.0, "y": 22.0}}


def test_a_selected_child_of_a_selected_parent_is_not_moved_twice() -> None:
    t = TestEditor()
    parent = t.container(100, 100)
    child = t.shape(10, 10, parent=parent)
    assert set(translate(t.graph, (child, parent), BY)) == {parent}


def test_a_connector_moves_by_its_bends_and_free_ends() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(100, 0), waypoints=((50, 50),))
    assert translate(t.graph, (line,), BY)[line] == {
        "waypoints": ((60.0, 70.0),),
        "source.point": (10.0, 20.0),
        "target.point": (110.0, 20.0),
    }


def test_bends_between_two_moved_shapes_come_along() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b, waypoints=((200, 100),))
    assert translate(t.graph, (a, b), BY)[line] == {"waypoints": ((210.0, 120.0),)}
    assert line not in translate(t.graph, (a,), BY)


def test_a_child_placed_by_fractions_moves_by_its_offset() -> None:
    t = TestEditor()
    child = t.shape(0.5, 0.5, 10, 10, parent=t.shape(0, 0), relative=True)
    assert translate(t.graph, (child,), BY) == {child: {"dx": 10.0, "dy": 20.0}}


def test_a_label_on_a_line_stays() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(100, 0))
    label = t.shape(0, 0, parent=line, relative=True)
    assert translate(t.graph, (label,), BY) == {}
