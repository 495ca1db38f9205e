from __future__ import annotations

import numpy as np

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.tidy import centred, straightened

NONE = np.zeros((0, 4))


def line(*points: tuple[float, float]) -> list[Vec]:
    return [Vec(*p) for p in points]


def test_a_stretch_goes_to_the_middle_of_its_passage() -> None:
    z = line((0, 0), (30, 0), (30, 100), (200, 100))
    assert centred(z, NONE) == line((0, 0), (100, 0), (100, 100), (200, 100))
    walls = np.array([[60.0, 20.0, 90.0, 60.0]])
    assert centred(z, walls) == line((0, 0), (30, 0), (30, 100), (200, 100))
    assert centred(line((0, 0), (95, 0), (95, 100), (200, 100)), walls)[1] == (145, 0)


def test_what_goes_around_something_stays_beside_it() -> None:
    u = line((0, 0), (30, 0), (30, 100), (0, 100))
    assert centred(u, NONE) == u


def test_small_doglegs_are_taken_out() -> None:
    jog = line((0, 0), (0, 50), (100, 50), (100, 56), (200, 56), (200, 100))
    assert straightened(jog, NONE) == line((0, 0), (0, 50), (200, 50), (200, 100))
    blocked = np.array([[150.0, 46.0, 160.0, 52.0]])
    assert straightened(jog, blocked) == line((0, 0), (0, 56), (200, 56), (200, 100))
    both = np.array([[150.0, 46.0, 160.0, 52.0], [40.0, 54.0, 60.0, 60.0]])
    assert straightened(jog, both) == jog


def test_ends_stay_where_they_are() -> None:
    z = line((0, 0), (50, 0), (50, 6), (100, 6))
    assert straightened(z, NONE) == z
