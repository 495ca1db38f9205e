from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.routing.route import is_axis_parallel, route
from canvas.kernels.routing.terminal import Options
from tests.support.terminals import box_end

A, B = box_end(0, 0), box_end(300, 0)


def test_straight_lines_aim_at_the_other_shape() -> None:
    assert route("straight", A, B) == ((100, 30), (300, 30))
    # The target sees the source's centre; the source then aims at the point found there.
    start, end = route("straight", A, box_end(300, 200))
    assert end == (305, 200)
    assert start == (95, 60)


def test_waypoints_lead_straight_lines() -> None:
    points = route("straight", A, B, [Vec(50, 200)])
    assert points[0] == (50, 60)
    assert points[1] == (50, 200)


def test_unknown_kinds_are_straight() -> None:
    assert route("no such kind", A, B) == route("straight", A, B)


def test_projected_ends_arrive_straight() -> None:
    points = route("elbow", A, box_end(300, 200), [Vec(200, 10)])
    assert is_axis_parallel(points)
    assert points[0] == (100, 10)


def test_loops_are_found_out() -> None:
    for kind in ("straight", "orthogonal", "loop"):
        points = route(kind, A, A, options=Options(same=True))
        assert points[1:3] == ((120, 20), (120, 40))
    led = box_end(0, 0, fixed=(100, 30)), box_end(0, 0, fixed=(50, 60))
    assert len(route("orthogonal", *led, options=Options(same=True, orthogonal_loop=True))) > 3


def test_axis_parallel() -> None:
    assert is_axis_parallel([Vec(0, 0), Vec(5, 0), Vec(5, 9)])
    assert not is_axis_parallel([Vec(0, 0), Vec(5, 9)])
