"""Tests of snapping."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.snap import Guide, grid_shift, point_to_grid, snap_box, snap_point, snap_sides, to_grid
from canvas.kernels.still import still

OTHER = Box(0, 0, 100, 50)
AROUND = still([OTHER])


def test_the_grid() -> None:
    assert to_grid(14, 10) == 10
    assert to_grid(14, 0) == 14
    assert point_to_grid(Vec(16, 4), 10) == Vec(20, 0)
    assert grid_shift(Box(16, 4, 1, 1), 10) == Vec(4, -4)


def test_a_near_edge_pulls_and_is_explained() -> None:
    snap = snap_box(Box(103, 200, 40, 40), AROUND, 5)
    assert snap.shift == Vec(-3, 0)
    assert Guide(Vec(100, 0), Vec(100, 240)) in snap.guides


def test_a_far_edge_does_not_pull() -> None:
    snap = snap_box(Box(110, 200, 40, 40), AROUND, 5)
    assert snap.shift == Vec(0, 0)
    assert snap.guides == ()


def test_each_direction_snaps_by_itself_the_rest_to_the_grid() -> None:
    snap = snap_box(Box(203, 27, 40, 40), still([Box(0, 5, 100, 44)]), 5, grid=10)
    assert snap.shift == Vec(-3, 0)
    assert all(g.start.y == g.end.y for g in snap.guides)
    assert snap_box(Box(203, 211, 40, 40), AROUND, 5, grid=10).shift == Vec(-3, -1)


def test_middles_pull_too() -> None:
    assert snap_box(Box(29, 200, 40, 40), AROUND, 5).shift == Vec(1, 0)


def test_a_line_across_the_page_pulls_and_is_told() -> None:
    snap = snap_box(Box(303, 200, 40, 40), still([], [300.0], [500.0]), 5)
    assert snap.shift == Vec(-3, 0)
    assert snap.guides == (Guide(Vec(300, 200), Vec(300, 240)),)


def test_equal_gaps_pull_and_are_told() -> None:
    row = still([Box(0, 0, 100, 50), Box(130, 0, 100, 50)])
    snap = snap_box(Box(263, 7, 60, 20), row, 5)
    assert snap.shift.x == -3
    assert [gap.size for gap in snap.gaps if gap.start.y == gap.end.y] == [30, 30]


def test_what_is_nearer_wins() -> None:
    row = still([Box(0, 0, 100, 50), Box(130, 0, 100, 50), Box(261, 200, 10, 10)])
    assert snap_box(Box(262, 10, 60, 20), row, 5).shift.x == -1
    assert snap_box(Box(259.5, 10, 60, 20), row, 5).shift.x == 0.5


def test_one_direction_of_a_correction() -> None:
    snap = snap_box(Box(103, 48, 40, 40), AROUND, 5)
    assert snap.along(horizontal=True).shift == Vec(-3, 0)
    assert all(g.start.x == g.end.x for g in snap.along(horizontal=True).guides)
    assert all(g.start.y == g.end.y for g in snap.along(horizontal=False).guides)


def test_a_dragged_side_snaps_in_its_own_direction_only() -> None:
    snap = snap_point(Vec(103, 52), AROUND, 5, 0, (True, False))
    assert snap.shift == Vec(-3, 0)
    assert all(g.start.x == g.end.x for g in snap.guides)
    both = snap_point(Vec(103, 52), AROUND, 5, 0, (True, True))
    assert both.shift == Vec(-3, -2)
    assert len(both.guides) == 2


def test_a_dragged_corner_snaps_with_both_its_sides() -> None:
    snap = snap_sides(Box(20, 100, 78, 46), (1, 1), AROUND, 5, grid=10)
    assert snap.shift == Vec(2, 4)
    assert snap.guides == (Guide(Vec(100, 0), Vec(100, 150)),)
    assert snap_sides(Box(20, 100, 78, 46), (0, 1), AROUND, 5, grid=10).shift == Vec(0, 4)


def test_a_dragged_side_makes_gaps_equal() -> None:
    row = still([Box(0, 0, 100, 50), Box(300, 0, 100, 50)])
    snap = snap_sides(Box(130, 0, 138, 50), (1, 0), row, 5)
    assert snap.shift == Vec(2, 0)
    assert [gap.size for gap in snap.gaps] == [30, 30]
    assert snap_sides(Box(132, 0, 138, 50), (-1, 0), row, 5).shift == Vec(-2, 0)
