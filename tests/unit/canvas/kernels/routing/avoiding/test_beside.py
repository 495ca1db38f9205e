from __future__ import annotations

import random

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.beside import Beside
from canvas.kernels.routing.avoiding.stretches import Stretch, Stretches, stretches_of

APART = 7.5
Named = list[list[tuple[str, int]]]


def level(name: str, y: float, left: float = 0.0, right: float = 100.0) -> Stretches:
    points = (Vec(left, y), Vec(right, y))
    return stretches_of(name, points, frozenset(points))


def never(_: Stretch) -> bool:
    return False


def named(beside: Beside, fixed: frozenset[str] = frozenset()) -> Named:
    return [[(s.line, s.index) for s in group] for group in beside.groups(lambda s: s.line in fixed)]


def all_of(lines: dict[str, Stretches], fixed: frozenset[str] = frozenset()) -> Named:
    beside = Beside(APART)
    beside.follow(lines)
    return named(beside, fixed)


def test_what_lies_side_by_side_is_one_group_also_by_way_of_others() -> None:
    lines = {"c": level("c", 10), "a": level("a", 0), "b": level("b", 5), "d": level("d", 50), "e": level("e", 55)}
    assert all_of(lines) == [[("a", 0), ("b", 0), ("c", 0)], [("d", 0), ("e", 0)]]


def test_two_that_stay_where_they_are_are_no_neighbours() -> None:
    lines = {"a": level("a", 0), "b": level("b", 5), "c": level("c", 10)}
    assert all_of(lines, frozenset("ab")) == [[("b", 0), ("c", 0)]]
    assert all_of(lines, frozenset("abc")) == []


def test_lines_that_have_gone_or_lie_elsewhere_are_no_neighbours_any_more() -> None:
    lines = {"a": level("a", 0), "b": level("b", 5)}
    beside = Beside(APART)
    beside.follow(lines)
    assert beside.groups(never)
    beside.follow({**lines, "b": level("b", 50)})
    assert beside.groups(never) == []
    beside.follow(lines)
    assert beside.groups(never)
    beside.follow({"a": lines["a"]})
    assert beside.groups(never) == []


@pytest.mark.parametrize("seed", range(20))
def test_following_is_the_same_as_looking_anew(seed: int) -> None:
    rng = random.Random(seed)

    def line(name: str) -> Stretches:
        points = [Vec(float(rng.randrange(60)), float(rng.randrange(60)))]
        for number in range(rng.randrange(1, 6)):
            at, place = points[-1], float(rng.randrange(60))
            points.append(Vec(at.x, place) if number % 2 else Vec(place, at.y))
        return stretches_of(name, tuple(points), frozenset((points[0], points[-1])))

    beside, lines = Beside(APART), dict[str, Stretches]()
    for _ in range(30):
        for name in rng.sample("abcdefghijklmnop", rng.choice((1, 2, 12))):
            if rng.random() < 0.2:
                lines.pop(name, None)
            else:
                lines[name] = line(name)
        fixed = frozenset(rng.sample("abcdefghijklmnop", 8))
        beside.follow(lines)
        assert named(beside, fixed) == all_of(lines, fixed)
