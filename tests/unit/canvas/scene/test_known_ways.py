"""Tests of which ways some boxes concern."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.router import ENDS, EXACT, Routed
from canvas.scene.known_ways import KnownWays

BENT = Routed((Vec(0, 0), Vec(100, 0), Vec(100, 80)), EXACT, 180.0, Box(-40, -40, 180, 160))


def test_a_way_concerns_boxes_on_it_and_is_influenced_from_around() -> None:
    ways = KnownWays()
    ways.put("a", BENT)
    assert ways.run_into([Box(90, 20, 20, 20)]) == {"a"}
    assert ways.run_into([Box(10, 20, 20, 20)]) == set()
    assert ways.run_into([Box(20, -10, 10, 10)]) == {"a"}
    assert ways.run_into([Box(20, -10.1, 10, 10)]) == set()
    assert ways.influenced_by([Box(10, 20, 20, 20)]) == {"a"}
    assert ways.influenced_by([Box(140, 20, 20, 20)]) == set()
    assert ways.influenced_by([]) == ways.run_into([]) == set()


def test_what_is_forgotten_or_has_no_way_is_run_into_by_nothing() -> None:
    ways = KnownWays()
    ways.put("a", BENT)
    ways.put("a", Routed((), ENDS, 0.0, Box(0, 0, 50, 50)))
    assert ways.run_into([Box(90, 20, 20, 20)]) == set()
    assert ways.influenced_by([Box(40, 40, 5, 5)]) == {"a"}
    assert ways.influenced_by([Box(90, 20, 20, 20)]) == set()
    assert ways.pop("a") == Routed((), ENDS, 0.0, Box(0, 0, 50, 50))
    assert ways.pop("a") is None
    assert "a" not in ways
    assert ways.influenced_by([Box(40, 40, 5, 5)]) == set()


def test_agrees_with_looking_at_every_line() -> None:
    rng = Random(8)
    ways = KnownWays()
    for number in range(300):
        points = [Vec(rng.randrange(60) * 10.0, rng.randrange(60) * 10.0)]
        for _ in range(rng.randrange(1, 5)):
            x, y = points[-1]
            far = rng.randrange(-20, 21) * 10.0
            points.append(Vec(x + far, y) if rng.random() < 0.5 else Vec(x, y + far))
        ways.put(f"l{rng.randrange(200)}", Routed(tuple(points), EXACT, 0.0, from_points(points).inflated(30.0)))
        if number % 9 == 0:
            ways.pop(f"l{rng.randrange(200)}")

    def strictly(a: Box, b: Box) -> bool:
        return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom

    some = 0
    for _ in range(100):
        boxes = [Box(rng.randrange(60) * 10.0, rng.randrange(60) * 10.0, 30.0, 20.0) for _ in range(rng.randrange(4))]
        hit = {
            line
            for line, way in ways.items()
            for box in boxes
            if any(strictly(from_points(pair).inflated(1e-3), box) for pair in pairwise(way.points))
        }
        around = {line for line, way in ways.items() if any(strictly(way.influence, box) for box in boxes)}
        assert (ways.run_into(boxes), ways.influenced_by(boxes)) == (hit, around)
        some += len(hit)
    assert some > 100
