"""Lines along the two axes of an isometric drawing (30 degrees up and down)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.vec import Vec, length, sub
from canvas.kernels.routing.terminal import Terminal

_SLOPE = math.tan(math.radians(30))


def isometric_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec]) -> list[Vec]:
    """Return the bends of a line that keeps to the axes between the ends and the waypoints."""
    points = [source.place, *(Vec(*p) for p in waypoints), target.place]
    bends: list[Vec] = []
    flat = True
    for i, (a, b) in enumerate(pairwise(points)):
        if i:
            bends.append(a)
        corner = _corner(a, b, first_down=flat == (i == 0))
        if length(sub(corner, a)) > 1 and length(sub(corner, b)) > 1:
            bends.append(corner)
    return bends


def _corner(a: Vec, b: Vec, first_down: bool) -> Vec:
    """Return where a line from a along one axis meets the line through b along the other."""
    slope = _SLOPE if first_down else -_SLOPE
    x = (b.y - a.y + slope * (a.x + b.x)) / (2 * slope)
    return Vec(x, a.y + slope * (x - a.x))
