"""What stands still during a gesture, laid out for being snapped to: boxes, and lines that the user drew across the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box

SAME = 1e-6
"""Stops that are closer together are one, scene units."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction.

    Attributes:
        stops: places where a box begins, has its middle or ends, and lines; rising.
        lines: places of the user's lines across this direction; rising.
    """

    stops: tuple[float, ...] = ()
    lines: tuple[float, ...] = ()

    def nearest(self, own: Iterable[float], tolerance: float) -> float | None:
        """Return the smallest displacement that brings one of our stops onto one of these, or None."""
        found = [stop - mine for mine in own for stop in self._around(mine)]
        best = min(found, key=abs, default=None)
        return best if best is not None and abs(best) <= tolerance else None

    def is_met(self, value: float) -> bool:
        """Tell whether a stop is at a place."""
        return any(abs(stop - value) < SAME for stop in self._around(value))

    def has_line(self, value: float) -> bool:
        """Tell whether one of the user's lines is at a place."""
        return any(abs(line - value) < SAME for line in self.lines)

    def _around(self, value: float) -> tuple[float, ...]:
        at = bisect_left(self.stops, value)
        return self.stops[max(0, at - 1) : at + 1]


def _no_edges() -> NDArray[np.float64]:
    return np.zeros((4, 0))


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """What stands still.

    Attributes:
        boxes: scene space.
        x: from left to right.
        y: from top to bottom.
        edges: left, top, right and bottom of the boxes, as rows.
    """

    boxes: tuple[Box, ...] = ()
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    edges: NDArray[np.float64] = field(default_factory=_no_edges)

    def across(self, box: Box, horizontal: bool) -> NDArray[np.intp]:
        """Return the numbers of the boxes beside a box: those that share some of its height, or of its width."""
        low, high = (1, 3) if horizontal else (0, 2)
        start, end = (box.y, box.bottom) if horizontal else (box.x, box.right)
        return np.flatnonzero((self.edges[low] < end - SAME) & (self.edges[high] > start + SAME))

    def meeting(self, value: float, horizontal: bool) -> NDArray[np.intp]:
        """Return the numbers of the boxes that begin, have their middle or end at a place."""
        low, high = (0, 2) if horizontal else (1, 3)
        start, end = self.edges[low], self.edges[high]
        near = np.abs(np.stack((start, end, (start + end) / 2)) - value) < SAME
        return np.flatnonzero(near.any(axis=0))


def still(boxes: Iterable[Box], lines_x: Iterable[float] = (), lines_y: Iterable[float] = ()) -> Still:
    """Return boxes and lines laid out for snapping.

    Args:
        boxes: scene space.
        lines_x: where upright lines are.
        lines_y: where level lines are.
    """
    held = tuple(boxes)
    upright, level = tuple(sorted(lines_x)), tuple(sorted(lines_y))
    x = Axis(tuple(sorted((*(s for b in held for s in stops_x(b)), *upright))), upright)
    y = Axis(tuple(sorted((*(s for b in held for s in stops_y(b)), *level))), level)
    edges = np.array([(b.x, b.y, b.right, b.bottom) for b in held], np.float64).reshape(-1, 4).T
    return Still(held, x, y, edges)


def stops_x(box: Box) -> tuple[float, float, float]:
    """Return where a box begins, has its middle and ends from left to right."""
    return (box.x, box.x + box.w / 2, box.right)


def stops_y(box: Box) -> tuple[float, float, float]:
    """Return where a box begins, has its middle and ends from top to bottom."""
    return (box.y, box.y + box.h / 2, box.bottom)
