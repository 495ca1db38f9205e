"""A line drawn by hand as a document holds it: a box, and points that are fractions of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec, distance

_DECIMALS = 5
_DOT = 1.0
"""Length of what a mere tap leaves, scene units; the round ends of the pen make a dot of it."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line.

    Attributes:
        box: around its points, scene space.
        points: fractions of the box; the last is the first when the line is closed.
    """

    box: Box
    points: tuple[tuple[float, float], ...]


def stroke(points: Sequence[Vec], closing: float = 0.0) -> Stroke:
    """Return the line through scene points.

    Args:
        points: at least one.
        closing: a line that ends this near to its start, having been much further away, is closed; scene units.
    """
    line = list(points)
    if len(line) == 1 or from_points(line)[2:] == (0.0, 0.0):
        x, y = line[0]
        line = [Vec(x - _DOT / 2, y), Vec(x + _DOT / 2, y)]
    elif _comes_back(line, closing):
        line[-1] = line[0]
    box = from_points(line)
    return Stroke(box, tuple((_fraction(p.x - box.x, box.w), _fraction(p.y - box.y, box.h)) for p in line))


def _comes_back(line: Sequence[Vec], closing: float) -> bool:
    start = line[0]
    return (
        len(line) > 4 and distance(start, line[-1]) <= closing and max(distance(start, p) for p in line) > 4 * closing
    )


def _fraction(value: float, size: float) -> float:
    return round(value / size, _DECIMALS) if size > 0 else 0.5
