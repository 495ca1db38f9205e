from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.label_point import place_on_line, point_on_line

L = (Vec(0, 0), Vec(100, 0), Vec(100, 100))


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ((-1, 0), (0, 0)),
        ((0, 0), (100, 0)),
        ((1, 0), (100, 100)),
        ((-0.5, 0), (50, 0)),
        ((-0.5, 10), (50, -10)),
        ((0.5, 10), (110, 50)),
        ((0.5, -10), (90, 50)),
    ],
)
def test_along_and_aside(place: tuple[float, float], point: tuple[float, float]) -> None:
    assert point_on_line(L, *place) == point


def test_offsets_are_added() -> None:
    assert point_on_line(L, -0.5, 0, 7, -3) == (57, -3)


def test_degenerate_lines() -> None:
    assert point_on_line((Vec(5, 5),), 0.5, 3, 1, 1) == (6, 6)
    assert point_on_line((Vec(5, 5), Vec(5, 5)), 0.5, 3) == (5, 5)
    assert place_on_line((Vec(5, 5), Vec(5, 5)), Vec(9, 9)) == (0, 0)


@pytest.mark.parametrize("p", [(50.0, -10.0), (30.0, 0.0), (110.0, 50.0), (91.0, 80.0)])
def test_place_is_the_inverse(p: tuple[float, float]) -> None:
    assert point_on_line(L, *place_on_line(L, Vec(*p))) == pytest.approx(p)
