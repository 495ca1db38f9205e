"""Freehand strokes: fewer, smoother points than the pointer gave."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.box import Box, from_points
from canvas.geometry.polyline import distance_to_segment
from canvas.geometry.vec import Vec

MOST_POINTS = 2000
"""A stroke keeps no more points than this, however long it was drawn."""


def thinned(points: Sequence[Vec], tolerance: float) -> tuple[Vec, ...]:
    """Return the stroke without points that lie within `tolerance` of the line through their neighbours (Douglas-Peucker).

    Args:
        points: scene space.
        tolerance: scene units.
    """
    if len(points) < 3:
        return tuple(Vec(*p) for p in points)
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        worst, index = tolerance, -1
        for i in range(first + 1, last):
            d = distance_to_segment(points[i], points[first], points[last])
            if d > worst:
                worst, index = d, i
        if index > 0:
            kept.add(index)
            waiting += [(first, index), (index, last)]
    return tuple(Vec(*points[i]) for i in sorted(kept))


def smoothed(points: Sequence[Vec], rounds: int = 2) -> tuple[Vec, ...]:
    """Return the stroke with its corners cut (Chaikin); both ends stay."""
    line = [Vec(*p) for p in points]
    for _ in range(rounds if len(line) > 2 else 0):
        cut = [line[0]]
        for a, b in pairwise(line):
            cut.append(Vec(0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y))
            cut.append(Vec(0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y))
        line = [*cut, line[-1]]
    return tuple(line)


def stroke(points: Sequence[Vec], tolerance: float) -> tuple[Box, tuple[tuple[float, float], ...]]:
    """Return the box of a finished stroke and its points as fractions of that box.

    Args:
        points: as the pointer gave them, scene space; at least one.
        tolerance: how far the stroke may stray from them, scene units.
    """
    line = smoothed(thinned(points, tolerance))
    step = math.ceil(len(line) / MOST_POINTS)
    line = (*line[:-1:step], line[-1])
    box = from_points(line)
    w, h = max(box.w, 1.0), max(box.h, 1.0)
    inside = tuple((round((p.x - box.x) / w, 5), round((p.y - box.y) / h, 5)) for p in line)
    return Box(box.x, box.y, w, h), inside
