from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.nudge import APART, CORNER, Nudging, Sides
from canvas.kernels.routing.avoiding.rects import Rects, rect_of

NONE = np.zeros((0, 4))
Lines = dict[str, tuple[Vec, ...]]


def nudged(lines: Lines, shapes: Rects, sides: dict[str, Sides] | None = None) -> Lines:
    return Nudging().nudged(lines, shapes, lambda line: (sides or {}).get(line, (None, None)))


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


LEFT, RIGHT = Box(0, 0, 100, 60), Box(300, 0, 100, 60)
TO_THE_RIGHT = line((100, 30), (210, 30), (210, 200))
TO_THE_LEFT = line((300, 30), (190, 30), (190, 200))
BETWEEN = line((150, -100), (150, 30), (250, 30), (250, -50))


def test_first_stretches_of_different_shapes_part_along_the_sides_of_both() -> None:
    found = nudged({"a": TO_THE_RIGHT, "b": TO_THE_LEFT}, NONE, {"a": (LEFT, None), "b": (RIGHT, None)})
    assert {found["a"][0].y, found["b"][0].y} == {30 - APART / 2, 30 + APART / 2}
    assert found["a"][0].y == found["a"][1].y
    assert found["a"][2] == TO_THE_RIGHT[2]


def test_one_that_may_slide_goes_out_of_the_way_of_one_that_may_not() -> None:
    found = nudged({"a": TO_THE_RIGHT, "b": TO_THE_LEFT}, NONE, {"a": (LEFT, None)})
    assert found["b"] == TO_THE_LEFT
    assert abs(found["a"][0].y - 30) == APART


def test_ends_that_may_not_slide_stay_and_stretches_between_shapes_go_aside() -> None:
    assert nudged({"a": TO_THE_RIGHT, "b": TO_THE_LEFT}, NONE) == {"a": TO_THE_RIGHT, "b": TO_THE_LEFT}
    for sides in ({}, {"a": (LEFT, None)}):
        found = nudged({"a": TO_THE_RIGHT, "c": BETWEEN}, NONE, sides)
        assert found["a"] == TO_THE_RIGHT, "an end stays in the middle of its side where the other line can go"
        assert found["c"][1].y == 30 - APART


def test_an_end_slides_no_further_than_its_side() -> None:
    low = Box(0, 24, 100, 12)
    found = nudged({"a": TO_THE_RIGHT, "b": TO_THE_LEFT}, NONE, {"a": (low, None), "b": (low, None)})
    assert sorted((found["a"][0].y, found["b"][0].y)) == [24 + CORNER, 36 - CORNER]
    flat = Box(0, 27, 100, 6)
    assert nudged({"a": TO_THE_RIGHT, "b": TO_THE_LEFT}, NONE, {"a": (flat, None), "b": (flat, None)})["a"] == (
        TO_THE_RIGHT
    )


def test_branches_of_one_port_slide_together() -> None:
    lines = {"a": TO_THE_RIGHT, "also": line((100, 30), (150, 30), (150, 90)), "b": TO_THE_LEFT}
    found = nudged(lines, NONE, {"a": (LEFT, None), "also": (LEFT, None), "b": (RIGHT, None)})
    assert found["a"][0] == found["also"][0] != found["b"][0]


def test_what_comes_to_lie_on_another_one_by_being_moved_is_parted_too() -> None:
    up, down = line((100, 30), (200, 30), (200, 200), (300, 200)), line((300, 30), (200, 30), (200, 200), (100, 200))
    boxes = {"a": (LEFT, Box(300, 170, 100, 60)), "b": (RIGHT, Box(0, 170, 100, 60))}
    found = nudged({"a": up, "b": down}, NONE, boxes)
    assert abs(found["a"][1].x - found["b"][1].x) == APART
    firsts, lasts = (abs(found["a"][i].y - found["b"][i].y) for i in (0, -1))
    assert max(firsts, lasts) == APART


def test_what_was_found_before_counts_as_long_as_it_holds() -> None:
    lines, wall = {"a": z(0, 100), "b": z(50, 150)}, np.array([[80.0, 0.0, 95.0, 200.0]])
    shapes, nudging = np.array([[900.0, 900.0, 901.0, 901.0]]), Nudging()

    def sides(_: str) -> Sides:
        return None, None

    assert sorted(places(nudging.nudged(lines, shapes, sides)).values()) == [96, 104]
    shapes[0] = wall[0]
    nudging.shapes_changed([Box(900, 900, 1, 1), Box(80, 0, 15, 200)])
    assert nudging.nudged(lines, shapes, sides) == Nudging().nudged(lines, shapes, sides)
    assert sorted(places(nudging.nudged(lines, shapes, sides)).values()) == [99, 107]
    slid = {"a": TO_THE_RIGHT, "b": TO_THE_LEFT}
    assert nudging.nudged(slid, NONE, sides) == slid
    nudging.ends_changed("a")
    assert nudging.nudged(slid, NONE, lambda line: (LEFT if line == "a" else None, None)) != slid


@pytest.mark.parametrize("seed", range(30))
def test_after_changes_lines_run_as_if_they_were_looked_at_for_the_first_time(seed: int) -> None:
    rng = random.Random(seed)

    def shape() -> Box:
        return Box(float(rng.randrange(300)), float(rng.randrange(300)), 40.0, 30.0)

    def way() -> tuple[Vec, ...]:
        points = [Vec(10.0 * rng.randrange(30), 10.0 * rng.randrange(30))]
        for number in range(rng.randrange(1, 5)):
            at, place = points[-1], 10.0 * rng.randrange(30)
            points.append(Vec(at.x, place) if number % 2 else Vec(place, at.y))
        return tuple(points)

    def sides(line: str) -> Sides:
        return holders[line]

    boxes = [shape() for _ in range(6)]
    lines = {name: way() for name in "abcdefgh"}
    holders = {name: rng.choice([(None, None), (boxes[0], None), (boxes[1], boxes[2])]) for name in lines}
    nudging = Nudging()
    for _ in range(25):
        for name in rng.sample("abcdefgh", rng.choice((0, 0, 1, 2))):
            lines = {**lines, name: way()}
            if rng.random() < 0.3:
                holders[name] = (shape(), shape())
                nudging.ends_changed(name)
        for row in rng.sample(range(6), rng.choice((0, 1, 2))):
            before, boxes[row] = boxes[row], rng.choice((shape(), boxes[row].translated(2, 0)))
            nudging.shapes_changed((before, boxes[row]))
        shapes = np.array([rect_of(box) for box in boxes])
        assert nudging.nudged(lines, shapes, sides) == Nudging().nudged(lines, shapes, sides)


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    """Return a list that grows with each time that part of the work is done."""
    times: list[object] = []
    work = getattr(Nudging, name)

    def done(self: Nudging, *given: object) -> object:
        times.append(given)
        return work(self, *given)

    monkeypatch.setattr(Nudging, name, done)
    return times


def test_a_shape_that_says_the_same_where_it_is_now_moves_no_line_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, nudging = {"a": z(0, 100), "b": z(50, 150)}, Nudging()
    wall = Box(120, 0, 20, 200)
    before = nudging.nudged(lines, np.array([rect_of(wall)]), lambda _: (None, None))
    times = counted(monkeypatch, "_moved")
    lower = wall.translated(0, 20)
    nudging.shapes_changed((wall, lower))
    assert nudging.nudged(lines, np.array([rect_of(lower)]), lambda _: (None, None)) == before
    assert not times
    nearer = lower.translated(-18, 0)
    nudging.shapes_changed((lower, nearer))
    after = nudging.nudged(lines, np.array([rect_of(nearer)]), lambda _: (None, None))
    assert after == nudged(lines, np.array([rect_of(nearer)])) != before
    assert times
