from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add
from canvas.kernels.routing.avoiding.exits import Exit, exits_of
from canvas.kernels.routing.avoiding.steady import carried
from tests.support.mazes import end_at

NONE = np.zeros((0, 4))
A, B = Box(0.0, 0.0, 100.0, 60.0), Box(300.0, 200.0, 100.0, 60.0)
LINE = (Vec(100, 30), Vec(200, 30), Vec(200, 230), Vec(300, 230))


def test_the_ends_follow_and_the_rest_stays() -> None:
    found = carried(LINE, exits_of(end_at(A), A.inflated(12)), exits_of(end_at(B.translated(20, 10)), B.translated(20, 10).inflated(12)), NONE)  # fmt: skip
    assert found == ((100, 30), (200, 30), (200, 240), (320, 240))


def test_a_line_that_would_turn_back_is_none() -> None:
    near = B.translated(-150, 0)
    assert carried(LINE, exits_of(end_at(A), A.inflated(12)), exits_of(end_at(near), near.inflated(12)), NONE) == ()


def test_a_line_that_runs_into_something_is_none() -> None:
    wall = np.array([[190.0, 100.0, 210.0, 120.0]])
    ways = exits_of(end_at(A), A.inflated(12)), exits_of(end_at(B), B.inflated(12))
    assert carried(LINE, *ways, NONE) == LINE
    assert carried(LINE, *ways, wall) == ()


def test_a_corner_is_carried_by_both_its_ends() -> None:
    corner = (Vec(100, 30), Vec(350, 30), Vec(350, 200))
    moved = B.translated(7, 9)
    found = carried(corner, exits_of(end_at(A), A.inflated(12)), exits_of(end_at(moved), moved.inflated(12)), NONE)
    assert found == ((100, 30), (357, 30), (357, 209))


def test_a_straight_line_and_a_lost_side_are_not_carried() -> None:
    assert carried(LINE[:2], (), (), NONE) == ()
    assert carried(LINE, (), exits_of(end_at(B), B.inflated(12)), NONE) == ()


def test_a_line_moves_as_it_is_with_both_its_shapes() -> None:
    def moved(by: Vec) -> list[tuple[Exit, ...]]:
        return [exits_of(end_at(box), box.inflated(12)) for box in (A.translated(*by), B.translated(*by))]

    by = Vec(17, -9)
    assert carried(LINE, *moved(by), NONE) == tuple(add(p, by) for p in LINE)
    wall = np.array([[210.0, 100.0, 230.0, 120.0]])
    assert carried(LINE, *moved(by), wall) == ()
