from __future__ import annotations

import math

import pytest

from canvas.geometry.polyline import distance_to, nearest, point_along, simplified, total_length
from canvas.geometry.vec import Vec

L = (Vec(0, 0), Vec(100, 0), Vec(100, 50))


def test_length_and_points_along() -> None:
    assert total_length(L) == 150
    assert point_along(L, 120) == ((100, 20), (0, 50))
    assert point_along(L, 999)[0] == (100, 50)
    assert point_along((Vec(3, 3), Vec(3, 3)), 5) == ((3, 3), (1, 0))


def test_nearest_place() -> None:
    place = nearest(L, Vec(90, 30))
    assert (place.segment, place.point, place.along, place.distance) == (1, (100, 30), 130, 10)
    with pytest.raises(ValueError, match="at least one point"):
        nearest((), Vec(0, 0))


def test_distance() -> None:
    assert distance_to(L, Vec(50, 7)) == 7
    assert distance_to((Vec(1, 1),), Vec(4, 5)) == 5
    assert distance_to((), Vec(0, 0)) == math.inf


def test_simplified_drops_repeats_and_straight_runs_but_not_turning_back() -> None:
    assert simplified((Vec(0, 0), Vec(0, 0), Vec(5, 0), Vec(10, 0), Vec(10, 5))) == ((0, 0), (10, 0), (10, 5))
    back = (Vec(0, 0), Vec(10, 0), Vec(4, 0))
    assert simplified(back) == back
