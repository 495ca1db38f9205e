from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.freehand import stroke


def test_points_are_fractions_of_the_box_around_them() -> None:
    drawn = stroke([Vec(10, 20), Vec(60, 120), Vec(110, 70)])
    assert drawn.box == Box(10, 20, 100, 100)
    assert drawn.points == ((0, 0), (0.5, 1), (1, 0.5))


def test_a_level_line_has_no_height_and_a_tap_leaves_a_dot() -> None:
    assert stroke([Vec(0, 5), Vec(10, 5)]).points == ((0, 0.5), (1, 0.5))
    dot = stroke([Vec(7, 7)])
    assert dot.box == Box(6.5, 7, 1, 0)
    assert stroke([Vec(7, 7), Vec(7, 7)]) == dot


def test_a_line_that_comes_back_is_closed() -> None:
    ring = [Vec(0, 0), Vec(100, 0), Vec(100, 100), Vec(0, 100), Vec(2, 5)]
    assert stroke(ring, closing=10).points[-1] == stroke(ring, closing=10).points[0]
    assert stroke(ring, closing=2).points[-1] != stroke(ring, closing=2).points[0]
    small = [Vec(0, 0), Vec(8, 0), Vec(8, 8), Vec(0, 8), Vec(0, 1)]
    assert stroke(small, closing=10).points[-1] != (0, 0)
