from __future__ import annotations

from canvas.drawing.display_list import PathItem
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


def test_shaft_and_head() -> None:
    path = kind("singleArrow").outline(ShapeBox(100, 60))
    assert path_ops.contains(path, Vec(5, 30))
    assert not path_ops.contains(path, Vec(5, 15))
    assert path_ops.contains(path, Vec(82, 10))
    wide = kind("singleArrow").outline(ShapeBox(100, 60, {"arrow_width": 0.8}))
    assert path_ops.contains(wide, Vec(5, 15))


def test_double_arrows_are_symmetric() -> None:
    path = kind("doubleArrow").outline(ShapeBox(100, 60))
    for x in (2, 98):
        assert path_ops.contains(path, Vec(x, 30))
        assert not path_ops.contains(path, Vec(x, 10))


def test_notches_cut_into_the_back() -> None:
    path = kind("mxgraph.arrows2.arrow").outline(ShapeBox(100, 60, {"notch": 20.0}))
    assert not path_ops.contains(path, Vec(10, 30))


def test_lines_lie_in_the_middle_and_are_hit_in_their_box() -> None:
    (item,) = kind("line").paint(ShapeBox(100, 10))
    assert isinstance(item, PathItem)
    assert item.fill is None
    assert path_ops.bounds(item.path) == Box(0, 5, 100, 0)
    assert path_ops.contains(kind("line").outline(ShapeBox(100, 10)), Vec(50, 2))


def test_brackets_open_to_the_right() -> None:
    (item,) = kind("curlyBracket").paint(ShapeBox(20, 120))
    assert isinstance(item, PathItem)
    assert (
        path_ops.flatten(item.path) == (((20, 0), (10, 0), (10, 60), (0, 60), (0, 60), (10, 60), (10, 120), (20, 120)),)
        or path_ops.distance(item.path, Vec(0, 60)) == 0
    )
