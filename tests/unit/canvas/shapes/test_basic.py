from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import Value
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


def outline_has(name: str, p: tuple[float, float], params: dict[str, Value] | None = None) -> bool:
    return path_ops.contains(kind(name).outline(ShapeBox(100, 60, params or {})), Vec(*p))


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("ellipse", (50, 2), (5, 5)),
        ("rhombus", (50, 5), (20, 10)),
        ("triangle", (5, 10), (90, 10)),
        ("hexagon", (30, 2), (5, 5)),
        ("parallelogram", (25, 5), (5, 5)),
        ("trapezoid", (25, 5), (5, 5)),
        ("cross", (50, 5), (10, 10)),
        ("cylinder3", (50, 2), (2, 2)),
        ("cloud", (50, 30), (2, 2)),
        ("cube", (10, 5), (95, 2)),
        ("star", (50, 10), (5, 5)),
        ("basic.three_corner_round_rect", (2, 58), (1, 1)),
    ],
)
def test_figures_are_where_they_should_be(name: str, inside: tuple[float, float], outside: tuple[float, float]) -> None:
    assert outline_has(name, inside)
    assert not outline_has(name, outside)


def test_sizes_in_shares_and_in_units() -> None:
    assert outline_has("parallelogram", (20, 5), {"size": 0.1})
    assert not outline_has("parallelogram", (20, 5), {"size": 40.0, "fixed_size": True})


def test_double_figures_have_an_inner_line() -> None:
    double = kind("doubleEllipse").paint(ShapeBox(100, 60))
    assert isinstance(double[1], PathItem)
    assert path_ops.bounds(double[1].path) == pytest.approx(Box(4, 4, 92, 52))
    assert kind("doubleEllipse").text_box(ShapeBox(100, 60)) == (4, 4, 92, 52)
    assert len(kind("rhombus").paint(ShapeBox(100, 60, {"double": 1.0}))) == 2


def test_an_open_cylinder_has_no_lid() -> None:
    closed, opened = (kind("cylinder3").paint(ShapeBox(60, 80, {"lid": lid})) for lid in ("1", "0"))
    lids = [i[1].path.commands for i in (closed, opened) if isinstance(i[1], PathItem)]
    assert lids[0]
    assert not lids[1]


def test_cubes_shade_their_sides() -> None:
    assert len(kind("cube").paint(ShapeBox(100, 60))) == 2
    assert len(kind("cube").paint(ShapeBox(100, 60, {"dark_opacity": 0.1, "dark_opacity2": -0.2}))) == 4


def test_rounded_rectangles_are_rounded() -> None:
    path = kind("rect").outline(ShapeBox(100, 60, {}, resolve({"style.rounded": True})))
    assert not path_ops.contains(path, Vec(1, 1))
