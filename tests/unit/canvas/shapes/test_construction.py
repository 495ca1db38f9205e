from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry.box import Box
from canvas.model.records import Value
from canvas.shapes import construction as make
from canvas.shapes.definition import ShapeBox


def shape(params: dict[str, Value] | None = None, **style: Value) -> ShapeBox:
    return ShapeBox(100.0, 40.0, params or {}, resolve({f"style.{k}": v for k, v in style.items()}))


@pytest.mark.parametrize(
    ("params", "style", "radius"),
    [
        ({}, {}, 0),
        ({}, {"rounded": True}, 6),
        ({"arc_size": 50.0}, {"rounded": True}, 20),
        ({"arc_size": 500.0}, {"rounded": True}, 20),
        ({}, {"rounded": True, "radius": 8.0}, 8),
        ({}, {"rounded": True, "radius": 80.0}, 20),
        ({}, {"radius": 8.0}, 0),
    ],
)
def test_corner_radius(params: dict[str, Value], style: dict[str, Value], radius: float) -> None:
    assert make.corner_radius(shape(params, **style)) == radius


def test_bend_of_polygons_is_half_of_the_arc_size() -> None:
    assert make.bend(shape()) == 0
    assert make.bend(shape(rounded=True)) == 10
    assert make.bend(shape({"arc_size": 8.0}, rounded=True)) == 4
    assert make.bend(shape(rounded=True, radius=3.0)) == 3


def test_sizes_are_shares_or_fixed() -> None:
    assert make.fraction_or_fixed(shape(), 0.2, 20, 100, 100) == 20
    assert make.fraction_or_fixed(shape({"size": 0.5}), 0.2, 20, 100, 100) == 50
    assert make.fraction_or_fixed(shape({"size": 33.0, "fixed_size": "1"}), 0.2, 20, 100, 100) == 33
    assert make.fraction_or_fixed(shape({"size": 7.0}), 0.2, 20, 100, 50) == 50


def test_text_boxes() -> None:
    assert make.whole(shape()) == (0, 0, 100, 40)
    assert make.margins(shape(), 10, 5, 20, 50) == (10, 5, 70, 0)
    rule = make.bounded(lambda _: Box(1, 2, 3, 4))
    assert rule(shape()) == (0, 0, 100, 40)
    assert rule(shape({"bounded_lbl": "1"})) == (1, 2, 3, 4)


def test_painting_of_bodies_and_details() -> None:
    items = make.detailed_paint(make.box_outline, make.box_outline)(shape(glass=True))
    assert [isinstance(i, PathItem) and (i.fill is not None, i.stroke is not None) for i in items] == [
        (True, True),
        (False, True),
        (True, False),
    ]
    assert len(make.simple_paint(make.box_outline)(shape())) == 1


def test_polygon_outline_keeps_sharp_corners() -> None:
    points = ((0.0, 0.0), (100.0, 0.0), (100.0, 40.0))
    assert ("L", 100.0, 0.0) in make.polygon_outline(lambda _: points, 1)(shape(rounded=True)).commands


def test_open_lines_are_one_path() -> None:
    assert [c[0] for c in make.open_lines(((0, 0), (1, 1)), ((2, 2), (3, 3))).commands] == ["M", "L", "M", "L"]
