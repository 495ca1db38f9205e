"""Lines along the two axes of an isometric drawing (30 degrees up and down)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from canvas.geometry.vec import Vec, lerp
from canvas.kernels.routing.terminal import Terminal

_SLOPE = math.tan(math.radians(30))


def isometric_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec], vertical: bool = False) -> list[Vec]:
    """Return the bends of a line that keeps to the axes: along one, then twice along the other, then back along the first.

    Args:
        source: first end.
        target: last end.
        waypoints: the first one says where the line changes; half way without one.
        vertical: start along the axis that falls to the right, else along the one that rises.
    """
    start, end = source.place, target.place
    middle = Vec(*waypoints[0]) if waypoints else lerp(start, end, 0.5)
    slope = _SLOPE if vertical else -_SLOPE
    return [_crossing(start, slope, middle), middle, _crossing(middle, -slope, end)]


def _crossing(a: Vec, slope: float, b: Vec) -> Vec:
    """Return where the line through a with a slope meets the line through b with the opposite slope."""
    x = (b.y - a.y + slope * (a.x + b.x)) / (2 * slope)
    return Vec(x, a.y + slope * (x - a.x))
