from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.beam import fewest_bends, remaining
from canvas.kernels.routing.avoiding.exits import EAST, WEST, Exit
from canvas.kernels.routing.avoiding.network import bends_to_go, network_of
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, tracks_of

WALL = np.array([[100.0, -100.0, 120.0, 90.0]])
SOURCE, TARGET = Exit(Vec(0, 50), Vec(0, 50), EAST), Exit(Vec(200, 50), Vec(200, 50), WEST)


def test_the_way_with_the_fewest_bends_is_found_with_its_cost() -> None:
    network = network_of(WALL, tracks_of(WALL), Box(-900.0, -900.0, 2000.0, 2000.0), (SOURCE,), (TARGET,))
    way = fewest_bends(network, bends_to_go(network), (TARGET,), 80.0)
    assert way is not None
    assert way.corners[0] == (0, 50)
    assert way.corners[-1] == (200, 50)
    assert 90.0 in {p.y for p in way.corners}
    assert len(way.corners) == 6
    assert way.cost == 200 + 2 * 40 + 4 * 80


def test_nothing_to_find() -> None:
    network = network_of(WALL, tracks_of(WALL), Box(-10.0, 0.0, 220.0, 80.0), (SOURCE,), (TARGET,))
    assert fewest_bends(network, bends_to_go(network), (TARGET,), 80.0) is None


def test_distance_to_the_nearest_goal() -> None:
    goals = (TARGET, Exit(Vec(0, 0), Vec(0, 0), EAST))
    assert remaining(goals, HORIZONTAL, np.array([50.0, 0.0]), 10.0).tolist() == [60, 10]
