from __future__ import annotations

import itertools
import math

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.routing.isometric import isometric_bends
from canvas.kernels.routing.terminal import free_end

SLOPE = math.tan(math.radians(30))


@pytest.mark.parametrize("vertical", [False, True])
def test_every_stretch_keeps_to_an_axis(vertical: bool) -> None:
    start, end = Vec(234, 1568), Vec(784, 1588)
    points = [start, *isometric_bends(free_end(start), free_end(end), [Vec(494, 1578)], vertical), end]
    slopes = [(b.y - a.y) / (b.x - a.x) for a, b in itertools.pairwise(points)]
    first = SLOPE if vertical else -SLOPE
    assert slopes == pytest.approx([first, -first, -first, first])


def test_without_a_waypoint_it_changes_half_way() -> None:
    bends = isometric_bends(free_end(Vec(0, 0)), free_end(Vec(100, 0)), [])
    assert bends[1] == (50, 0)
