"""Tests of what kernels read."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.graph import rotated_bounds
from tests.support.test_editor import TestEditor


def nested() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    outer = t.container(100, 100)
    inner = t.container(20, 30, 100, 80, parent=outer)
    leaf = t.shape(5, 6, 20, 20, parent=inner)
    return t, outer, inner, leaf


def test_ancestors_go_from_the_inside_out() -> None:
    t, outer, inner, leaf = nested()
    assert t.graph.ancestors(leaf) == (inner, outer)
    assert t.graph.ancestors(outer) == ()


def test_the_origin_of_a_shape_is_the_corner_of_its_parent() -> None:
    t, outer, _inner, leaf = nested()
    assert t.graph.origin(leaf) == Vec(120, 130)
    assert t.graph.origin(outer) == Vec(0, 0)


def test_a_label_on_a_line_is_measured_from_what_holds_the_line() -> None:
    t, outer, _inner, _leaf = nested()
    line = t.connector(parent=outer, source__point=(0, 0), target__point=(50, 0))
    label = t.shape(0, 0, parent=line, relative=True)
    assert t.graph.origin(label) == Vec(100, 100)
    assert t.graph.is_label(label)
    assert not t.graph.is_label(line)


def test_descendants_come_after_their_parents_and_once() -> None:
    t, outer, inner, leaf = nested()
    assert t.graph.descendants((outer, leaf, "gone")) == (outer, inner, leaf)


def test_roots_leave_out_what_lies_inside_another_one() -> None:
    t, outer, inner, leaf = nested()
    other = t.shape(600, 0)
    assert t.graph.roots((leaf, outer, other)) == (outer, other)
    assert t.graph.roots((leaf, inner)) == (inner,)


def test_siblings_share_a_parent_or_a_layer() -> None:
    t, outer, inner, leaf = nested()
    other = t.shape(600, 0)
    second = t.shape(0, 0, parent=inner)
    assert t.graph.siblings(leaf) == (leaf, second)
    assert t.graph.siblings(other) == (outer, other)


def test_paint_order_of_some_shapes() -> None:
    t, outer, _inner, leaf = nested()
    assert t.graph.in_paint_order((leaf, outer, "gone")) == (outer, leaf)


@pytest.mark.parametrize(("rotation", "box"), [(0, Box(0, 0, 100, 50)), (90, Box(25, -25, 50, 100))])
def test_bounds_of_a_turned_box(rotation: float, box: Box) -> None:
    found = rotated_bounds(Box(0, 0, 100, 50), rotation)
    assert [round(v, 6) for v in found] == list(box)


def test_bounds_of_a_connector_are_those_of_its_route() -> None:
    t = TestEditor()
    line = t.connector(source__point=(10, 20), target__point=(110, 70))
    assert t.graph.bounds(line) == Box(10, 20, 100, 50)
    assert not t.graph.is_glued(line, 0)


def test_bounds_of_a_connector_that_leads_nowhere_are_a_point() -> None:
    t = TestEditor()
    line = t.connector()
    assert t.graph.bounds(line) == Box(0, 0, 0, 0)
