from __future__ import annotations

import random
from itertools import pairwise

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.obstacles import obstacles_of
from canvas.kernels.routing.avoiding.router import (
    BLOCKED,
    ENDS,
    EXACT,
    REACH,
    carry,
    line_cost,
    on_outlines,
    route_around,
)
from canvas.kernels.routing.avoiding.search import COMPLETE, QUICK
from tests.support.mazes import LAYOUTS, end_at, loose, movable

A, B = Box(0.0, 0.0, 100.0, 60.0), Box(400.0, 0.0, 100.0, 60.0)
BETWEEN = Box(200.0, -40.0, 60.0, 140.0)


def test_nothing_between_means_straight() -> None:
    found = route_around(obstacles_of({"a": A, "b": B}), end_at(A), end_at(B), ("a", "b"))
    assert found.points == ((100, 30), (400, 30))
    assert found.how == EXACT
    assert found.cost == 300


def test_a_shape_between_is_gone_around_at_a_distance() -> None:
    page = obstacles_of({"a": A, "b": B, "c": BETWEEN})
    found = route_around(page, end_at(A), end_at(B), ("a", "b"))
    assert not found.is_fallback
    assert page.entered_by(found.points) == frozenset()
    assert min(abs(p.y - edge) for p in found.points for edge in (-40, 100)) >= 12
    assert found.influence.contains_box(BETWEEN)


def test_ends_on_each_other_have_no_way() -> None:
    page = obstacles_of({"a": A})
    assert route_around(page, end_at(A), end_at(A.translated(50, 20)), ("a", "")).how == ENDS
    assert route_around(page, loose(5, 5), end_at(A), ("", "a")).how == ENDS
    assert route_around(page, loose(5, 5), loose(5, 5)).is_fallback


def test_a_shut_room_is_said_to_be_shut() -> None:
    walls = {
        "n": Box(-100, -100, 300, 20),
        "s": Box(-100, 140, 300, 20),
        "w": Box(-100, -100, 20, 260),
        "e": Box(180, -100, 20, 260),
    }
    found = route_around(obstacles_of({"a": A, "b": B, **walls}), end_at(A), end_at(B), ("a", "b"))
    assert (found.how, found.points) == (BLOCKED, ())


def test_shapes_that_are_no_obstacles_of_the_page_are_gone_around_by_their_own_lines() -> None:
    found = route_around(obstacles_of({}), end_at(A, 2), end_at(B, 2), ("group", "other"))
    xs = [p.x for p in found.points]
    assert min(xs) == -12
    assert all(not (0 < (p.x + q.x) / 2 < 100 and 0 < p.y < 60) for p, q in pairwise(found.points[1:]))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_runs_through_a_shape(layout: str) -> None:
    boxes = LAYOUTS[layout](120, 5)
    page = obstacles_of({str(i): box for i, box in enumerate(boxes)})
    rng = random.Random(5)
    fallbacks = 0
    for number in range(40):
        i, j = rng.sample(range(movable(layout, boxes)), 2)
        sides = (None, None) if number % 2 else (rng.randrange(4), rng.randrange(4))
        found = route_around(page, end_at(boxes[i], sides[0]), end_at(boxes[j], sides[1]), (str(i), str(j)))
        fallbacks += found.is_fallback
        assert page.entered_by(found.points) <= {str(i), str(j)}
        assert all(p.x == pytest.approx(q.x) or p.y == pytest.approx(q.y) for p, q in pairwise(found.points))
    assert fallbacks == 0


@pytest.mark.parametrize("layout", ["sparse", "dense", "maze"])
def test_what_lies_outside_the_influence_has_none(layout: str) -> None:
    boxes = LAYOUTS[layout](120, 8)
    names = {str(i): box for i, box in enumerate(boxes)}
    page = obstacles_of(names)
    rng = random.Random(8)
    local = 0
    for _ in range(25):
        i, j = rng.sample(range(movable(layout, boxes)), 2)
        ends = end_at(boxes[i]), end_at(boxes[j])
        found = route_around(page, *ends, (str(i), str(j)))
        near = {n: b for n, b in names.items() if b.intersects(found.influence)}
        local += len(near) < len(names)
        assert route_around(obstacles_of(near), *ends, (str(i), str(j))).points == found.points
    assert local > 2


@pytest.mark.parametrize("seed", range(6))
def test_taking_in_obstacles_bit_by_bit_loses_nothing(seed: int) -> None:
    boxes = LAYOUTS["random"](60, seed)
    page = obstacles_of({str(i): box for i, box in enumerate(boxes)})
    rng = random.Random(seed)
    i, j = rng.sample(range(len(boxes)), 2)
    ends = end_at(boxes[i], rng.randrange(4)), end_at(boxes[j], rng.randrange(4))
    best = route_around(page, *ends, (str(i), str(j)), COMPLETE)
    assert best.how == EXACT
    assert route_around(page, *ends, (str(i), str(j)), QUICK).cost >= best.cost - 1e-6


def test_a_line_is_carried_along_with_its_shapes() -> None:
    moved = B.translated(0, 30)
    page = obstacles_of({"a": A, "b": moved, "c": BETWEEN})
    before = route_around(obstacles_of({"a": A, "b": B, "c": BETWEEN}), end_at(A), end_at(B), ("a", "b"))
    found = carry(page, before.points, end_at(A), end_at(moved), ("a", "b"))
    assert found is not None
    assert page.entered_by(found.points) == frozenset()
    assert len(found.points) == len(before.points)
    assert found.cost == line_cost(found.points)
    assert carry(page, (), end_at(A), end_at(moved), ("a", "b"), through=True) is None


def test_a_straight_line_is_carried_as_long_as_it_is_straight() -> None:
    straight, aside = (Vec(100, 30), Vec(400, 30)), B.translated(0, 100)
    near = B.translated(10, 20)
    page = obstacles_of({"a": A, "b": near, "c": BETWEEN})
    assert carry(page, straight, end_at(A), end_at(near), ("a", "b")) is None
    found = carry(page, straight, end_at(A), end_at(near), ("a", "b"), through=True)
    assert found is not None
    assert found.points == ((100, 40), (410, 40))
    assert carry(page, straight, end_at(A), end_at(aside), ("a", "b"), through=True) is None


def test_ends_are_put_on_outlines() -> None:
    inner = A.inflated(-10)
    end = end_at(inner)
    assert on_outlines((Vec(100, 30), Vec(200, 30), Vec(200, 90)), end, loose(200, 90)) == (
        (90, 30),
        (200, 30),
        (200, 90),
    )


def test_what_has_a_say_in_a_way_lies_within_its_influence() -> None:
    shapes = {"a": A, "b": B, "c": BETWEEN}
    first = route_around(obstacles_of(shapes), end_at(A), end_at(B), ("a", "b"))
    reach = first.influence.inflated(1.0)
    beyond = {f"x{n}": Box(reach.right, reach.y + 70.0 * n, 50.0, 50.0) for n in range(30)}
    beyond |= {f"y{n}": Box(reach.x + 70.0 * n, reach.bottom, 50.0, 50.0) for n in range(30)}
    assert route_around(obstacles_of({**shapes, **beyond}), end_at(A), end_at(B), ("a", "b")) == first


def test_a_way_that_everything_had_a_say_in_is_influenced_as_far_as_it_may_go() -> None:
    boxes = LAYOUTS["maze"](400, 2)
    page = obstacles_of({str(i): box for i, box in enumerate(boxes)})
    found = [route_around(page, end_at(boxes[0]), end_at(boxes[j]), ("0", str(j))) for j in range(1, 20)]
    widest = max(found, key=lambda way: way.influence.w)
    assert widest.influence.w > 2 * REACH


def test_a_way_around_much_is_found_without_all_that_lies_far_away() -> None:
    d = {f"{x} {y}": Box(180.0 * x, 110.0 * y, 120.0, 60.0) for x in range(40) for y in range(20)}
    wall = Box(1800.0, 1000.0, 60.0, 400.0)
    ends = Box(180.0, 1100.0, 120.0, 60.0), Box(180.0 * 20, 1100.0, 120.0, 60.0)
    page = obstacles_of({i: box for i, box in d.items() if not box.intersects(wall)} | {"wall": wall})
    found = route_around(page, end_at(ends[0]), end_at(ends[1]), ("1 10", "20 10"))
    assert not found.is_fallback
    assert not page.entered_by(found.points[1:-1])
    assert found.influence.h < 1500
