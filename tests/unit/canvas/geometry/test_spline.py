from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry import path_ops
from canvas.geometry.box import Box, from_points
from canvas.geometry.path import Path
from canvas.geometry.polyline import distance_to
from canvas.geometry.spline import simplified, spline_path, steadied
from canvas.geometry.vec import Vec

NUMBERS = st.floats(-500, 500).map(lambda v: round(v, 3))
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=40)


@given(POINTS)
def test_a_curve_goes_through_its_points_and_stays_in_the_box(points: list[tuple[float, float]]) -> None:
    box = from_points(Vec(*p) for p in points)
    path = spline_path(points, box)
    found = path_ops.bounds(path)
    if found is None:
        assert len(set(points)) == 1
        return
    assert box.inflated(1e-6).contains_box(found)
    ends = {c[-2:] for c in path.commands if c[0] != "Z"}
    assert ends == set(points)


def test_a_curve_that_comes_back_is_closed_and_smooth_there() -> None:
    ring = [(50 + 50 * math.cos(a), 50 + 50 * math.sin(a)) for a in (0, 1, 2, 3, 4, 5)]
    path = spline_path([*ring, ring[0]], Box(-10, -10, 120, 120))
    assert path.commands[-1] == ("Z",)
    (_, _, _, *last), first = path.commands[-2], path.commands[1]
    into, out = (last[2] - last[0], last[3] - last[1]), (first[1] - last[2], first[2] - last[3])
    assert math.isclose(math.atan2(into[1], into[0]), math.atan2(out[1], out[0]), abs_tol=1e-6)


def test_too_few_points_make_no_curve() -> None:
    box = Box(0, 0, 10, 10)
    assert spline_path([], box) == spline_path([(1, 1)], box) == spline_path([(1, 1), (1, 1)], box) == Path()


@given(POINTS, st.floats(0.1, 50))
def test_simplified_points_stay_near_all_of_them(points: list[tuple[float, float]], tolerance: float) -> None:
    kept = simplified(points, tolerance)
    assert set(kept) <= set(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert all(distance_to(kept, Vec(*p)) <= tolerance + 1e-6 for p in points)


def test_a_straight_row_of_points_becomes_two() -> None:
    assert simplified([(i, 0.0) for i in range(1000)], 0.1) == ((0, 0), (999, 0))


def test_steadying_takes_the_tremble_out_and_keeps_the_ends() -> None:
    rough = [(float(i), float(i % 2)) for i in range(10)]
    calm = steadied(rough)
    assert (calm[0], calm[-1]) == (rough[0], rough[-1])
    assert all(p.y == 0.5 for p in calm[1:-1])
    assert steadied(rough[:2]) == tuple(rough[:2])
