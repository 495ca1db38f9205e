from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.route import is_axis_parallel, route
from canvas.kernels.routing.segment import segment_bends
from tests.support.terminals import box_end


@pytest.mark.parametrize(
    ("waypoints", "points"),
    [
        # In the row of the source: straight out, then down to the target.
        ([(200, 30)], ((100, 30), (200, 30), (200, 230), (300, 230))),
        # In the column of the source: straight down, then across.
        ([(50, 150)], ((50, 60), (50, 150), (350, 150), (350, 200))),
        # Two points, as the middle handle of a line leaves them.
        ([(180, 30), (180, 230)], ((100, 30), (180, 30), (180, 230), (300, 230))),
    ],
)
def test_through_waypoints(waypoints: list[tuple[float, float]], points: tuple[tuple[float, float], ...]) -> None:
    result = route("segment", box_end(0, 0), box_end(300, 200), [Vec(*p) for p in waypoints])
    assert result == points


def test_fixed_ends_are_kept_and_all_is_axis_parallel() -> None:
    source, target = box_end(0, 0, fixed=(100, 10)), box_end(300, 200, fixed=(350, 200))
    for waypoints in ([Vec(200, 150)], [Vec(150, 10), Vec(150, 90)], [Vec(20, 300), Vec(400, 300), Vec(400, 100)]):
        points = route("orthogonal", source, target, waypoints)
        assert points[0] == (100, 10)
        assert points[-1] == (350, 200)
        assert is_axis_parallel(points)


def test_nearly_aligned_waypoints_snap_to_a_fixed_end() -> None:
    bends = segment_bends(box_end(0, 0, fixed=(100, 30)), box_end(300, 200), [Vec(200, 30.4)])
    assert bends[0] == (200, 30)


def test_bends_hidden_in_floating_shapes_are_dropped() -> None:
    bends = segment_bends(box_end(0, 0), box_end(300, 200), [Vec(50, 30), Vec(50, 230)])
    assert all(not box_end(0, 0).box.contains(p) for p in bends)


def test_without_waypoints_it_bends_once_at_most() -> None:
    assert segment_bends(box_end(0, 0), box_end(300, 200), []) == [(350, 30)]
    assert segment_bends(box_end(0, 0), box_end(300, 10), []) == []
