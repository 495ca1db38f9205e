from __future__ import annotations

import pytest

from canvas.geometry.vec import ORIGIN, Vec, add, cross, distance, dot, length, lerp, rotate, scale, sub, unit


def test_arithmetic() -> None:
    a, b = Vec(3, 4), Vec(1, -2)
    assert add(a, b) == (4, 2)
    assert sub(a, b) == (2, 6)
    assert scale(a, 2) == (6, 8)
    assert dot(a, b) == -5
    assert length(a) == 5
    assert distance(a, ORIGIN) == 5
    assert lerp(a, b, 0.5) == (2, 1)


def test_cross_is_positive_clockwise() -> None:
    assert cross(Vec(1, 0), Vec(0, 1)) > 0


def test_unit_of_nothing_points_right() -> None:
    assert unit(Vec(0, 5)) == (0, 1)
    assert unit(ORIGIN) == (1, 0)


def test_rotation_turns_clockwise() -> None:
    assert rotate(Vec(10, 0), 90, Vec(5, 0)) == pytest.approx((5, 5))
    assert rotate(Vec(1, 2), 0) == (1, 2)
