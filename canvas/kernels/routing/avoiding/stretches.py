"""The horizontal and vertical stretches of lines, as what is to be moved apart where they would lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import INF, Floats, Rows

CLEAR = 4.0
"""Kept between a moved stretch and shapes, and left of the straight piece at an end."""
TOUCH = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch of a line; each is a thing of its own.

    Attributes:
        line: id.
        index: of its first point.
        axis: in which it may be moved: 0 for upright stretches, 1 for level ones.
        at: its place on that axis.
        low: where it begins on the other one.
        high: where it ends.
        rank: stretches of lower rank lie before others, so that lines cross as seldom as can be.
        ports: where its line was found to begin and to end.
        limits: between which places it may be moved, as far as its own line goes.
        at_source: it begins at the first end of its line.
        at_target: it ends at the last one.
    """

    line: str
    index: int
    axis: int
    at: float
    low: float
    high: float
    rank: tuple[float, float]
    ports: frozenset[Vec]
    limits: tuple[float, float]
    at_source: bool = False
    at_target: bool = False

    @property
    def at_end(self) -> bool:
        """Tell whether moving it moves an end of its line."""
        return self.at_source or self.at_target


@dataclass(frozen=True, slots=True)
class Stretches:
    """All of one line.

    Attributes:
        points: the line.
        ports: where it was found to begin and to end.
        each: in their order.
        rows: of each axis, at, low and high, shape (N, 4).
    """

    points: tuple[Vec, ...]
    ports: frozenset[Vec]
    each: tuple[Stretch, ...]
    rows: Floats


def stretches_of(line: str, points: tuple[Vec, ...], ports: frozenset[Vec]) -> Stretches:
    """Return the stretches of a line.

    Args:
        line: its id.
        points: horizontal and vertical stretches in turn.
        ports: where it was found to begin and to end.
    """
    each = tuple(_stretch(line, points, index, ports) for index in range(len(points) - 1))
    rows = np.array([(s.axis, s.at, s.low, s.high) for s in each], np.float64).reshape(-1, 4)
    return Stretches(points, ports, each, rows)


def _stretch(line: str, points: Sequence[Vec], index: int, ports: frozenset[Vec]) -> Stretch:
    a, b, last = points[index], points[index + 1], len(points) - 2
    axis = 0 if abs(a.x - b.x) < abs(a.y - b.y) else 1
    at, low, high = a[axis], a[1 - axis], b[1 - axis]
    before = points[index - 1][axis] - at if index else 0.0
    after = points[index + 2][axis] - at if index < last else 0.0
    if low > high:
        low, high, before, after = high, low, after, before
    rank, limits = _rank(before, after, low, high), _limits(points, index, axis, at)
    return Stretch(line, index, axis, at, low, high, rank, ports, limits, index == 0, index == last)


def side_by_side(rows: Floats, owners: Rows, apart: float) -> list[tuple[int, int]]:
    """Return the pairs of stretches of different lines that overlap less than a distance apart.

    Args:
        rows: of each axis, at, low and high.
        owners: a number for the line of each.
        apart: scene units.
    """
    pairs: list[tuple[int, int]] = []
    for axis in (0.0, 1.0):
        mine = np.flatnonzero(rows[:, 0] == axis)
        mine = mine[rows[mine, 1].argsort(kind="stable")]
        at, low, high = rows[mine, 1:].T
        owner = owners[mine]
        for away in range(1, len(mine)):
            near = at[away:] - at[:-away] < apart
            if not near.any():
                break
            near &= (low[:-away] < high[away:] - TOUCH) & (low[away:] < high[:-away] - TOUCH)
            near &= owner[:-away] != owner[away:]
            found = np.flatnonzero(near)
            pairs += zip(mine[found].tolist(), mine[found + away].tolist(), strict=True)
    return pairs


def _limits(points: Sequence[Vec], index: int, axis: int, at: float) -> tuple[float, float]:
    """Return how far a stretch may be moved so that the straight pieces between it and the ends keep their direction."""
    low, high = -INF, INF
    ports = [points[0][axis]] if index == 1 else []
    if index == len(points) - 3:
        ports.append(points[-1][axis])
    for port in ports:
        if at > port:
            low = max(low, port + CLEAR)
        else:
            high = min(high, port - CLEAR)
    return low, high


def _rank(at_low: float, at_high: float, low: float, high: float) -> tuple[float, float]:
    """Return the rank of a stretch by where its line turns to at both its ends; 0.0 where it ends."""
    first, last = (at_low > 0) - (at_low < 0), (at_high > 0) - (at_high < 0)
    both = first + last
    if both:
        # The longer of two brackets goes around the shorter one.
        return float(both), (low - high) if both > 0 else (high - low)
    return 0.0, -low if first < 0 else low
