from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.beam import Goals, fewest_bends
from canvas.kernels.routing.avoiding.exits import EAST, WEST, Exit
from canvas.kernels.routing.avoiding.network import bends_to_go, network_of
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, VERTICAL, Lines, tracks_of

WALL = np.array([[100.0, -100.0, 120.0, 90.0]])
SOURCE, TARGET = Exit(Vec(0, 50), Vec(0, 50), EAST), Exit(Vec(200, 50), Vec(200, 50), WEST)


def test_the_way_with_the_fewest_bends_is_found_with_its_cost() -> None:
    network = network_of(WALL, tracks_of(WALL), Box(-900.0, -900.0, 2000.0, 2000.0), (SOURCE,), (TARGET,))
    way = fewest_bends(network, bends_to_go(network), (TARGET,), Goals((TARGET,), network.lines), 80.0)
    assert way is not None
    assert way.corners[0] == (0, 50)
    assert way.corners[-1] == (200, 50)
    assert 90.0 in {p.y for p in way.corners}
    assert len(way.corners) == 6
    assert way.cost == 200 + 2 * 40 + 4 * 80


def test_nothing_to_find() -> None:
    network = network_of(WALL, tracks_of(WALL), Box(-10.0, 0.0, 220.0, 80.0), (SOURCE,), (TARGET,))
    assert fewest_bends(network, bends_to_go(network), (TARGET,), Goals((TARGET,), network.lines), 80.0) is None


def test_distance_to_the_nearest_goal() -> None:
    nothing = np.zeros(2)
    lines = Lines(np.array([50.0, 0.0]), nothing, nothing), Lines(np.array([10.0, 120.0]), nothing, nothing)
    goals = Goals((TARGET, Exit(Vec(0, 0), Vec(0, 0), EAST)), lines)
    rows = np.array([0, 1])
    assert goals.away_from(HORIZONTAL, rows, 10.0).tolist() == [60, 10]
    assert goals.away_from(HORIZONTAL, rows, np.array([190.0, 10.0])).tolist() == [10, 10]
    assert goals.away_from(VERTICAL, rows, 40.0).tolist() == [50, 90]
