from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.vec import Vec, distance
from canvas.tools.constraining import in_steps

NUMBERS = st.floats(-1000, 1000)


def test_level_upright_and_diagonal() -> None:
    start = Vec(10, 10)
    assert in_steps(start, Vec(110, 14)) == pytest.approx((110, 10), abs=0.2)
    assert in_steps(start, Vec(12, 210)) == pytest.approx((10, 210), abs=0.1)
    assert in_steps(start, Vec(110, 108)) == pytest.approx((109, 109))
    assert in_steps(start, start) == start


@given(NUMBERS, NUMBERS)
def test_the_direction_is_a_multiple_and_the_point_the_nearest_there(x: float, y: float) -> None:
    found = in_steps(Vec(0, 0), Vec(x, y))
    if distance(found, Vec(0, 0)) > 1e-3:
        angle = math.degrees(math.atan2(found.y, found.x))
        assert abs(angle / 15 - round(angle / 15)) < 1e-6
    assert distance(found, Vec(0, 0)) <= math.hypot(x, y) + 1e-6
