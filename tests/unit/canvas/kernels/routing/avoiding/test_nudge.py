from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.nudge import APART, nudged, stretches_of

NONE = np.zeros((0, 4))


def line(*points: tuple[float, float]) -> tuple[Vec, ...]:
    return tuple(Vec(*p) for p in points)


def z(start: float, end: float, at: float = 100.0) -> tuple[Vec, ...]:
    """Return a line to the right with an upright stretch."""
    return line((0, start), (at, start), (at, end), (200, end))


def places(found: dict[str, tuple[Vec, ...]]) -> dict[str, float]:
    return {name: points[1].x for name, points in found.items()}


def crossings(a: tuple[Vec, ...], b: tuple[Vec, ...]) -> int:
    count = 0
    for p, q in pairwise(a):
        for r, s in pairwise(b):
            if (p.x == q.x) == (r.x == s.x):
                continue
            u, v, w, t = (p, q, r, s) if p.x == q.x else (r, s, p, q)
            count += min(w.x, t.x) < u.x < max(w.x, t.x) and min(u.y, v.y) < w.y < max(u.y, v.y)
    return count


def test_only_inner_stretches_may_move() -> None:
    (only,) = stretches_of("a", z(0, 50))
    assert (only.index, only.axis, only.at, only.low, only.high) == (1, 0, 100, 0, 50)
    assert stretches_of("a", line((0, 0), (50, 0), (50, 50))) == []


def test_two_that_lie_on_each_other_go_apart_around_their_middle() -> None:
    found = places(nudged({"a": z(0, 100), "b": z(50, 150)}, NONE))
    assert sorted(found.values()) == [100 - APART / 2, 100 + APART / 2]


@pytest.mark.parametrize(("first", "second"), [((0, 100), (50, 150)), ((100, 0), (150, 50)), ((0, 100), (20, 80))])
def test_the_order_makes_as_few_crossings_as_can_be(first: tuple[float, float], second: tuple[float, float]) -> None:
    a, b = z(*first), z(*second)
    found = nudged({"a": a, "b": b}, NONE)
    other = {
        "a": tuple(Vec(found["b"][1].x if p.x == found["a"][1].x else p.x, p.y) for p in found["a"]),
        "b": tuple(Vec(found["a"][1].x if p.x == found["b"][1].x else p.x, p.y) for p in found["b"]),
    }
    assert crossings(found["a"], found["b"]) <= crossings(other["a"], other["b"])


def test_brackets_are_nested() -> None:
    outer = line((100, 0), (60, 0), (60, 100), (100, 100))
    inner = line((100, 30), (60, 30), (60, 70), (100, 70))
    found = nudged({"inner": inner, "outer": outer}, NONE)
    assert found["outer"][1].x < found["inner"][1].x
    assert crossings(found["outer"], found["inner"]) == 0


def test_lines_side_by_side_or_end_to_end_stay() -> None:
    apart = {"a": z(0, 100), "b": z(0, 100, 120.0)}
    assert nudged(apart, NONE) == apart
    behind = {"a": z(0, 50), "b": z(60, 100)}
    assert nudged(behind, NONE) == behind


def test_branches_of_one_port_stay_together() -> None:
    tree = {"a": z(0, 100), "b": z(0, 200)}
    assert nudged(tree, NONE) == tree
    with_other = nudged({**tree, "c": z(50, 150)}, NONE)
    assert with_other["a"][1].x == with_other["b"][1].x != with_other["c"][1].x


def test_a_narrow_passage_is_shared() -> None:
    walls = np.array([[80.0, 0.0, 94.0, 200.0], [106.0, 0.0, 130.0, 200.0]])
    found = places(nudged({"a": z(0, 100), "b": z(50, 150), "c": z(30, 170)}, walls))
    assert len(set(found.values())) == 3
    assert min(found.values()) >= 98
    assert max(found.values()) <= 102


def test_no_room_no_move() -> None:
    walls = np.array([[80.0, 0.0, 97.0, 200.0], [103.0, 0.0, 130.0, 200.0]])
    lines = {"a": z(0, 100), "b": z(50, 150)}
    assert nudged(lines, walls) == lines


def test_the_pieces_at_the_ends_keep_their_direction() -> None:
    short = line((98, 0), (100, 0), (100, 100), (200, 100))
    found = nudged({"a": short, "b": z(50, 150), "c": z(60, 160)}, NONE)
    assert found["a"][1].x > 98
