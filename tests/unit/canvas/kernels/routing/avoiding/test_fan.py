"""Lines that run the same way from one shape to another leave and come in side by side, where their ends may slide."""

from __future__ import annotations

import numpy as np
import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.fan import aside, ends_aside, fan, put_aside
from canvas.kernels.routing.avoiding.nudge import APART, Sides

NOTHING = np.zeros((0, 4))
LEFT, RIGHT = Box(0, 0, 100, 60), Box(300, 0, 100, 60)
STRAIGHT = (Vec(100, 30), Vec(300, 30))
BENT = (Vec(100, 30), Vec(200, 30), Vec(200, 90), Vec(350, 90), Vec(350, 60))


def sliding(_: str) -> Sides:
    return LEFT, RIGHT


def test_lines_of_one_way_part_around_its_middle() -> None:
    assert fan({"a": STRAIGHT, "b": STRAIGHT}, sliding, NOTHING) == {"a": -APART / 2, "b": APART / 2}
    three = fan({"c": BENT, "a": BENT, "b": BENT}, sliding, NOTHING)
    assert three == {"a": -APART, "b": 0.0, "c": APART}


def test_a_line_that_leads_back_takes_its_place_among_the_others() -> None:
    back = STRAIGHT[::-1]

    def sides(line: str) -> Sides:
        return (RIGHT, LEFT) if line == "b" else (LEFT, RIGHT)

    found = fan({"a": STRAIGHT, "b": back}, sides, NOTHING)
    places = {aside(STRAIGHT, found["a"])[0].y, aside(back, found["b"])[0].y}
    assert places == {30 - APART / 2, 30 + APART / 2}


def test_lines_of_different_ways_and_single_ones_stay() -> None:
    assert fan({"a": STRAIGHT, "b": BENT}, sliding, NOTHING) == {}


@pytest.mark.parametrize("sides", [(None, RIGHT), (LEFT, None), (LEFT, Box(300, 24, 100, 10))])
def test_fixed_ends_and_short_sides_let_no_line_slide(sides: Sides) -> None:
    assert fan({"a": STRAIGHT, "b": STRAIGHT}, lambda _: sides, NOTHING) == {}


def test_on_a_side_of_little_room_they_run_nearer_to_each_other() -> None:
    low = Box(0, 15, 100, 30)
    found = fan(dict.fromkeys("abcd", STRAIGHT), lambda _: (low, RIGHT), NOTHING)
    places = sorted(aside(STRAIGHT, by)[0].y for by in found.values())
    assert places[0] >= 15 + 4
    assert places[-1] <= 45 - 4
    assert 4.0 <= places[1] - places[0] < APART


def test_no_line_is_put_into_a_shape() -> None:
    below = np.array([[150.0, 31.0, 250.0, 80.0]])
    assert fan({"a": STRAIGHT, "b": STRAIGHT}, sliding, below) == {"a": -APART / 2}


def test_aside_keeps_every_stretch_parallel_and_every_corner_square() -> None:
    assert aside(BENT, 8.0) == (Vec(100, 38), Vec(192, 38), Vec(192, 98), Vec(358, 98), Vec(358, 60))
    assert aside(BENT[::-1], -8.0) == aside(BENT, 8.0)[::-1]


def test_a_stretch_too_short_for_that_leaves_the_line_where_it_is() -> None:
    bracket = (Vec(0, 0), Vec(50, 0), Vec(50, 5), Vec(0, 5))
    assert aside(bracket, 8.0) == ()
    assert aside(bracket, 2.0) == (Vec(0, 2), Vec(48, 2), Vec(48, 3), Vec(0, 3))


def test_only_the_ends_of_a_line_are_moved_while_it_is_dragged() -> None:
    assert ends_aside(STRAIGHT, 4.0, 4.0) == (Vec(100, 34), Vec(300, 34))
    assert ends_aside(BENT, 8.0, 8.0) == (Vec(100, 38), Vec(200, 38), Vec(200, 90), Vec(358, 90), Vec(358, 60))
    assert ends_aside(BENT, 0.0, -8.0) == (*BENT[:3], Vec(342, 90), Vec(342, 60))


def test_how_far_the_ends_were_moved_is_found_again() -> None:
    for first, last in ((8.0, -4.0), (0.0, 3.0)):
        assert put_aside(BENT, ends_aside(BENT, first, last)) == (first, last)
    assert put_aside(BENT[::-1], BENT[::-1]) == (0.0, 0.0)
