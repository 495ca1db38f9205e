"""Tests of the way from absolute places to parent-relative numbers."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add
from canvas.kernels.placing import box_edits, carried_connectors, line_edits, moving_parts, shifted_line
from tests.support.test_editor import TestEditor


def test_a_moved_shape_gets_new_numbers_and_keeps_its_size() -> None:
    t = TestEditor()
    a = t.shape(10, 20)
    assert box_edits(t.graph, {a: Box(30, 50, 100, 60)}) == {a: {"x": 30.0, "y": 50.0}}


def test_a_child_is_placed_in_the_space_of_its_moved_parent() -> None:
    t = TestEditor()
    parent = t.container(100, 100)
    child = t.shape(10, 10, parent=parent)
    edits = box_edits(t.graph, {parent: Box(200, 100, 300, 200), child: Box(110, 110, 50, 60)})
    assert edits[child] == {"w": 50.0, "h": 60.0, "x": -90.0, "y": 10.0}


def test_a_child_placed_by_fractions_is_shifted_by_its_offset() -> None:
    t = TestEditor()
    parent = t.shape(0, 0)
    child = t.shape(0.5, 0.5, 10, 10, parent=parent, relative=True, dx=3.0)
    assert box_edits(t.graph, {child: Box(60, 40, 10, 10)}) == {child: {"dx": 10.0, "dy": 10.0}}


def test_bends_and_free_ends_follow_and_glued_ends_do_not() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    line = t.connector(a, target__point=(300, 300), waypoints=((200, 30),), source__point=(1, 1))
    edits = line_edits(t.graph, line, lambda p: add(p, Vec(5, 7)))
    assert edits == {line: {"waypoints": ((205.0, 37.0),), "target.point": (305.0, 307.0)}}


def test_a_line_without_bends_and_free_ends_has_nothing_to_move() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0))
    assert line_edits(t.graph, line, lambda p: p) == {}


def test_connectors_between_moved_shapes_are_carried() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(300, 0), t.shape(600, 0)
    inner, _outer = t.connector(a, b), t.connector(b, c)
    assert carried_connectors(t.graph, frozenset({a, b})) == (inner,)
    assert carried_connectors(t.graph, frozenset({a, b, inner})) == ()


def test_moving_parts_of_a_connector() -> None:
    values = {"waypoints": ((1, 2),), "source.point": (3, 4), "target.point": None, "kind": "connector"}
    assert moving_parts(values) == {"waypoints": ((1, 2),), "source.point": (3, 4)}
    assert shifted_line(values, Vec(1, 1))["source.point"] == (4.0, 5.0)
    assert shifted_line(values, Vec(1, 1))["waypoints"] == ((2.0, 3.0),)
