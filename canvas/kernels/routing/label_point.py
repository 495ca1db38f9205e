"""Places given relative to a connector's line, as its labels have them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.polyline import nearest, total_length
from canvas.geometry.vec import Vec


def point_on_line(points: Sequence[Vec], x: float = 0.0, y: float = 0.0, dx: float = 0.0, dy: float = 0.0) -> Vec:
    """Return the scene point of a place relative to a line.

    Args:
        points: the routed polyline.
        x: -1 at its start, 0 in the middle, 1 at its end.
        y: distance to the side, to the right of the direction for negative values, scene units.
        dx: added to the result, scene units.
        dy: added to the result, scene units.
    """
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    if not lengths:
        return Vec(points[0][0] + dx, points[0][1] + dy)
    # draw.io counts whole units along the line, which decides on which side of a corner a label lands.
    along = round((x / 2 + 0.5) * sum(lengths))
    done, i = 0.0, 0
    while i < len(lengths) - 1 and along >= round(done + lengths[i]):
        done += lengths[i]
        i += 1
    a, b, length = points[i], points[i + 1], lengths[i]
    share = (along - done) / length if length else 0.0
    vx, vy = b[0] - a[0], b[1] - a[1]
    nx, ny = (vy / length, vx / length) if length else (0.0, 0.0)
    return Vec(a[0] + vx * share + nx * y + dx, a[1] + vy * share - ny * y + dy)


def place_on_line(points: Sequence[Vec], p: Vec) -> tuple[float, float]:
    """Return the (x, y) of `point_on_line` that gives a scene point, measured from the nearest stretch."""
    total = total_length(points)
    place = nearest(points, p)
    if total == 0 or len(points) < 2:
        return 0.0, 0.0
    a, b = points[place.segment], points[place.segment + 1]
    side = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
    return 2 * place.along / total - 1, -math.copysign(place.distance, side) if place.distance else 0.0
