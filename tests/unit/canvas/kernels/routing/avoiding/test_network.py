from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.exits import EAST, NORTH, SOUTH, WEST, Exit
from canvas.kernels.routing.avoiding.network import Network, bends_to_go, network_of
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, VERTICAL, tracks_of

FENCE = Box(-500.0, -500.0, 2000.0, 2000.0)
WALL = np.array([[100.0, -100.0, 120.0, 100.0]])


def exit_at(x: float, y: float, side: int) -> Exit:
    return Exit(Vec(x, y), Vec(x, y), side)


def network(source: Exit, target: Exit) -> Network:
    return network_of(WALL, tracks_of(WALL), FENCE, (source,), (target,))


def test_lines_are_sorted_and_know_their_stops() -> None:
    found = network(exit_at(0, 50, EAST), exit_at(200, 50, WEST))
    horizontal = found.lines[HORIZONTAL]
    assert horizontal.at.tolist() == sorted(horizontal.at.tolist())
    (start,) = found.starts
    assert (start.place, horizontal.low[start.row], horizontal.high[start.row]) == (0, 0, 100)
    assert found.has_both


def test_a_covered_exit_is_none() -> None:
    assert not network(exit_at(110, 50, EAST), exit_at(200, 50, WEST)).has_both


def test_bends_are_counted_from_the_goal() -> None:
    around = network(exit_at(0, 50, EAST), exit_at(200, 50, WEST))
    levels = bends_to_go(around)
    (start,) = around.starts
    assert levels.reached
    assert levels.bends[HORIZONTAL][start.row] == 4
    straight = network(exit_at(0, 300, EAST), exit_at(200, 300, WEST))
    assert bends_to_go(straight).bends[HORIZONTAL][straight.starts[0].row] == 0
    corner = network(exit_at(0, 300, EAST), exit_at(200, 500, NORTH))
    assert bends_to_go(corner).bends[HORIZONTAL][corner.starts[0].row] == 1


def test_no_way_is_known_to_be_none() -> None:
    fence = Box(-50.0, -50.0, 300.0, 120.0)
    shut = network_of(WALL, tracks_of(WALL), fence, (exit_at(0, 0, EAST),), (exit_at(200, 0, WEST),))
    assert not bends_to_go(shut).reached


def test_a_fence_limits_ways_out_too() -> None:
    found = network(exit_at(0, 50, SOUTH), exit_at(200, 50, WEST))
    (start,) = found.starts
    assert found.lines[VERTICAL].high[start.row] == FENCE.bottom
