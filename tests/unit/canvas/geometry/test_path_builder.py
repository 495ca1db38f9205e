from __future__ import annotations

import pytest

from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.path_builder import (
    PathBuilder,
    curve_path,
    ellipse_path,
    polyline_path,
    rect_path,
    rounded_path,
)
from canvas.geometry.vec import Vec, distance


def test_rounded_rectangle_keeps_its_box_and_leaves_its_corners() -> None:
    path = rect_path(10, 20, 100, 50, 15)
    assert path_ops.bounds(path) == pytest.approx(Box(10, 20, 100, 50))
    assert not path_ops.contains(path, Vec(12, 22))
    assert path_ops.contains(path, Vec(25, 22))


def test_radius_is_limited_to_half_of_the_sides() -> None:
    assert rect_path(0, 0, 20, 10, 99) == rect_path(0, 0, 20, 10, 5)


def test_arc_goes_clockwise_by_default() -> None:
    path = PathBuilder().move(0, 10).arc(10, 10, 20, 10).build()
    assert path_ops.bounds(path) == pytest.approx(Box(0, 0, 20, 10))
    other = PathBuilder().move(0, 10).arc(10, 10, 20, 10, sweep=False).build()
    assert path_ops.bounds(other) == pytest.approx(Box(0, 10, 20, 10))


def test_large_arc_takes_the_long_way() -> None:
    path = PathBuilder().move(10, 0).arc(10, 10, 20, 10, large=True, sweep=False).build()
    assert path_ops.bounds(path) == pytest.approx(Box(0, 0, 20, 20), abs=0.01)


def test_too_small_radii_grow_to_reach_the_end() -> None:
    path = PathBuilder().move(0, 0).arc(1, 1, 20, 0).build()
    assert path_ops.bounds(path) == pytest.approx(Box(0, -10, 20, 10))


def test_elliptic_arcs_lie_on_the_ellipse() -> None:
    path = PathBuilder().move(0, 15).arc(30, 15, 30, 0).arc(30, 15, 60, 15).build()
    for p in path_ops.flatten(path)[0]:
        assert ((p.x - 30) / 30) ** 2 + ((p.y - 15) / 15) ** 2 == pytest.approx(1, abs=2e-3)


def test_rounded_corner_starts_and_ends_at_the_radius() -> None:
    commands = rounded_path([(0, 0), (100, 0), (100, 100)], 10).commands
    assert commands[1] == ("L", 90, 0)
    assert commands[2][-2:] == (100, 10)
    assert commands[-1] == ("L", 100, 100)


def test_rounded_corner_never_takes_more_than_half_of_a_side() -> None:
    commands = rounded_path([(0, 0), (8, 0), (8, 100)], 10).commands
    assert commands[1] == ("L", 4, 0)


def test_sharp_corners_stay() -> None:
    path = rounded_path([(0, 0), (100, 0), (100, 100), (0, 100)], 10, True, frozenset({1}))
    assert ("L", 100, 0) in path.commands
    assert ("L", 0, 0) not in path.commands


def test_doubled_points_do_not_break_the_rounding() -> None:
    assert rounded_path([(0, 0), (100, 0), (100, 0), (100, 100)], 10) == rounded_path(
        [(0, 0), (100, 0), (100, 100)], 10
    )


def test_curve_ends_at_the_ends_and_is_pulled_by_the_middle() -> None:
    line = path_ops.flatten(curve_path([(0, 0), (50, 100), (100, 0)]))[0]
    assert line[0] == (0, 0)
    assert line[-1] == (100, 0)
    assert max(p.y for p in line) == pytest.approx(50, abs=1)


def test_two_points_make_a_straight_curve() -> None:
    assert curve_path([(0, 0), (5, 5)]) == polyline_path([(0, 0), (5, 5)])
    assert polyline_path([]).commands == ()


def test_ellipse_is_one() -> None:
    assert all(
        distance(p, Vec(50, 50)) == pytest.approx(50, abs=0.1)
        for p in path_ops.flatten(ellipse_path(0, 0, 100, 100))[0]
    )
