from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry import path_ops
from canvas.geometry.vec import Vec
from canvas.shapes.definition import ShapeBox
from canvas.shapes.perimeters import PERIMETERS, perimeter
from canvas.shapes.registry import kind

BOX = ShapeBox(100.0, 60.0)


@pytest.mark.parametrize(
    ("name", "toward", "orthogonal", "point"),
    [
        # Worked out by hand: the line from the centre (50, 30) to the point, and its crossing.
        ("rectangle", (250, 30), False, (100, 30)),
        ("rectangle", (250, 130), False, (100, 55)),
        ("rectangle", (60, 330), False, (51, 60)),
        ("rectangle", (250, 10), True, (100, 10)),
        ("rectangle", (20, 300), True, (20, 60)),
        ("rectangle", (300, 300), True, (100, 60)),
        ("rectangle", (50, 30), False, (100, 30)),
        ("ellipse", (50, -100), False, (50, 0)),
        ("ellipse", (-80, 30), False, (0, 30)),
        ("ellipse", (80, 300), True, (80, 54)),
        ("ellipse", (300, 12), True, (90, 12)),
        ("rhombus", (50, 200), False, (50, 60)),
        ("rhombus", (100, 60), False, (75, 45)),
        ("rhombus", (75, 300), True, (75, 45)),
        ("rhombus", (300, 15), True, (75, 15)),
        ("triangle", (300, 30), False, (100, 30)),
        ("triangle", (-300, 30), False, (0, 30)),
        ("triangle", (50, 300), True, (50, 45)),
        ("hexagon", (300, 30), False, (100, 30)),
        ("hexagon", (30, 300), True, (30, 60)),
        ("hexagon", (300, 15), True, (87.5, 15)),
        ("parallelogram", (300, 30), True, (90, 30)),
        ("trapezoid", (-300, 30), True, (10, 30)),
        ("step", (-300, 30), False, (20, 30)),
        ("callout", (50, 300), True, (50, 30)),
        ("lifeline", (300, 50), False, (50, 50)),
        ("lifeline", (300, 10), False, (50, 40)),
        ("center", (300, 10), False, (50, 30)),
        ("backbone", (70, 300), False, (70, 30)),
        ("orthogonal", (20, 300), False, (20, 60)),
    ],
)
def test_by_hand(name: str, toward: tuple[float, float], orthogonal: bool, point: tuple[float, float]) -> None:
    assert PERIMETERS[name](BOX, Vec(*toward), orthogonal) == pytest.approx(point)


def test_names_with_the_ending_of_files() -> None:
    assert perimeter("ellipsePerimeter", "rectangle") is PERIMETERS["ellipse"]
    assert perimeter("hexagonPerimeter2", "rectangle") is PERIMETERS["hexagon2"]
    assert perimeter("", "rhombus") is PERIMETERS["rhombus"]
    assert perimeter("unheard of", "rhombus") is PERIMETERS["rhombus"]


OUTLINED = ["rect", "ellipse", "rhombus", "triangle", "hexagon", "parallelogram", "trapezoid", "step"]


@given(
    name=st.sampled_from(OUTLINED),
    w=st.floats(5, 400),
    h=st.floats(5, 400),
    angle=st.floats(0, 2 * math.pi),
    away=st.floats(2, 50),
    orthogonal=st.booleans(),
)
def test_the_point_lies_on_the_outline(
    name: str, w: float, h: float, angle: float, away: float, orthogonal: bool
) -> None:
    shape = ShapeBox(w, h)
    toward = Vec(w / 2 + math.cos(angle) * away * w, h / 2 + math.sin(angle) * away * h)
    point = PERIMETERS[kind(name).perimeter_name](shape, toward, orthogonal)
    assert path_ops.distance(kind(name).outline(shape), point) <= 0.6


@pytest.mark.parametrize("name", PERIMETERS)
@pytest.mark.parametrize("size", [(0.0, 0.0), (0.0, 50.0), (50.0, 0.0)])
def test_flat_shapes_have_a_point_too(name: str, size: tuple[float, float]) -> None:
    for orthogonal in (False, True):
        point = PERIMETERS[name](ShapeBox(*size), Vec(20, 30), orthogonal)
        assert all(math.isfinite(v) for v in point)
