"""Tests of snapping."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.snap import Guide, grid_shift, point_to_grid, snap_box, snap_point, to_grid

OTHER = Box(0, 0, 100, 50)


def test_the_grid() -> None:
    assert to_grid(14, 10) == 10
    assert to_grid(14, 0) == 14
    assert point_to_grid(Vec(16, 4), 10) == Vec(20, 0)
    assert grid_shift(Box(16, 4, 1, 1), 10) == Vec(4, -4)


def test_a_near_edge_pulls_and_is_explained() -> None:
    snap = snap_box(Box(103, 200, 40, 40), [OTHER], 5)
    assert snap.shift == Vec(-3, 0)
    assert Guide(Vec(100, 0), Vec(100, 240)) in snap.guides


def test_a_far_edge_does_not_pull() -> None:
    snap = snap_box(Box(110, 200, 40, 40), [OTHER], 5)
    assert snap.shift == Vec(0, 0)
    assert snap.guides == ()


def test_each_direction_snaps_by_itself_the_rest_to_the_grid() -> None:
    snap = snap_box(Box(203, 27, 40, 40), [Box(0, 5, 100, 44)], 5, grid=10)
    assert snap.shift == Vec(-3, 0)
    assert all(g.start.y == g.end.y for g in snap.guides)
    assert snap_box(Box(203, 211, 40, 40), [OTHER], 5, grid=10).shift == Vec(-3, -1)


def test_middles_pull_too() -> None:
    assert snap_box(Box(29, 200, 40, 40), [OTHER], 5).shift == Vec(1, 0)


def test_a_dragged_side_snaps_in_its_own_direction_only() -> None:
    snap = snap_point(Vec(103, 52), [OTHER], 5, 0, (True, False))
    assert snap.shift == Vec(-3, 0)
    assert all(g.start.x == g.end.x for g in snap.guides)
    both = snap_point(Vec(103, 52), [OTHER], 5, 0, (True, True))
    assert both.shift == Vec(-3, -2)
    assert len(both.guides) == 2
