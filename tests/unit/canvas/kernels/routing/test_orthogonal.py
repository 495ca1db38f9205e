from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.vec import Vec
from canvas.kernels.routing.orthogonal import orthogonal_bends
from canvas.kernels.routing.route import is_axis_parallel, route
from canvas.kernels.routing.terminal import free_end
from tests.support.terminals import box_end

SOURCE = box_end(0, 0)


@pytest.mark.parametrize(
    ("target", "bends"),
    [
        # Worked out by hand after draw.io's rules: jetties of 20, boxes of 100 x 60.
        (box_end(300, 0), [(120, 30)]),
        (box_end(300, 200), [(350, 30)]),
        (box_end(0, 300), [(50, 80)]),
        (box_end(-300, 200), [(-250, 30)]),
        (box_end(50, 200), [(50, 130), (100, 130)]),
        (box_end(300, 30), [(200, 30), (200, 60)]),
    ],
)
def test_floating_ends(target: object, bends: list[tuple[float, float]]) -> None:
    assert isinstance(target, type(SOURCE))
    points = route("orthogonal", SOURCE, target)
    assert is_axis_parallel(points)
    if len(bends) > 1:
        assert list(points[1:-1]) == bends


def test_fixed_sides_go_through_the_middle_of_the_gap() -> None:
    points = route("orthogonal", box_end(0, 0, fixed=(100, 30)), box_end(300, 200, fixed=(300, 230)))
    assert points == ((100, 30), (200, 30), (200, 230), (300, 230))


def test_leaving_away_from_the_target_goes_around_the_own_box() -> None:
    points = route("orthogonal", box_end(0, 0, fixed=(0, 30)), box_end(300, 0, fixed=(300, 30)))
    assert points[0] == (0, 30)
    assert points[1] == (-20, 30)
    assert is_axis_parallel(points)
    assert min(p.y for p in points) <= -20 or max(p.y for p in points) >= 80


def test_too_near_fixed_ends_are_joined_simply() -> None:
    points = route("orthogonal", box_end(0, 0, fixed=(100, 30)), box_end(110, 20, fixed=(110, 50)))
    assert points == ((100, 30), (110, 30), (110, 50))


def test_a_loop_on_one_shape_uses_the_longer_jetty() -> None:
    first, second = box_end(0, 0, fixed=(100, 30), jetty=10), box_end(0, 0, fixed=(50, 60), jetty=25)
    assert max(p.x for p in orthogonal_bends(first, second, (), same=True)) == 125


def test_free_ends_are_boxes_without_size() -> None:
    points = route("orthogonal", free_end(Vec(0, 0), 20), free_end(Vec(200, 100), 20))
    assert points[0] == (0, 0)
    assert points[-1] == (200, 100)
    assert is_axis_parallel(points)


_SPOTS = [(100.0, 30.0), (0.0, 30.0), (50.0, 0.0), (50.0, 60.0)]


@pytest.mark.parametrize(("a", "b"), list(itertools.product(range(4), range(4))))
@pytest.mark.parametrize("at", [(300, 200), (300, -200), (-300, 200), (-300, -200), (0, 300), (300, 0), (30, 20)])
def test_every_pair_of_sides_leaves_and_arrives_straight(a: int, b: int, at: tuple[float, float]) -> None:
    start, end = _SPOTS[a], (at[0] + _SPOTS[b][0], at[1] + _SPOTS[b][1])
    points = route("orthogonal", box_end(0, 0, fixed=start), box_end(*at, fixed=end))
    assert points[0] == start
    assert points[-1] == end
    assert is_axis_parallel(points)


@given(
    x=st.integers(-400, 400),
    y=st.integers(-400, 400),
    jetty=st.sampled_from([0.0, 10.0, 20.0, 45.0]),
)
def test_floating_routes_are_always_axis_parallel(x: int, y: int, jetty: float) -> None:
    points = route("orthogonal", box_end(0, 0, jetty=jetty), box_end(x, y, jetty=jetty))
    overlap = abs(x) < 100 and abs(y) < 60
    assert overlap or is_axis_parallel(points)
    assert len(points) <= 9
