"""Snapping: to the grid and to the edges and middles of other shapes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

_SAME = 1e-6
"""Stops that are closer together are one."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A line along which the moved box is aligned with others, scene space."""

    start: Vec
    end: Vec


@dataclass(frozen=True, slots=True)
class Snap:
    """A correction to add to a movement and the guides that explain it."""

    shift: Vec
    guides: tuple[Guide, ...] = ()


def to_grid(value: float, step: float) -> float:
    """Return the multiple of a step nearest to a coordinate; the coordinate itself when the step is not positive."""
    return round(value / step) * step if step > 0 else value


def point_to_grid(p: Vec, step: float) -> Vec:
    """Return the grid point nearest to a point."""
    return Vec(to_grid(p[0], step), to_grid(p[1], step))


def grid_shift(box: Box, step: float) -> Vec:
    """Return the displacement that brings the top left corner of a box to the grid."""
    return Vec(to_grid(box.x, step) - box.x, to_grid(box.y, step) - box.y)


def snap_box(moving: Box, others: Iterable[Box], tolerance: float, grid: float = 0.0) -> Snap:
    """Return how to correct a moved box: to other boxes where one is near, else to the grid, each direction by itself.

    Args:
        moving: the box where the pointer has brought it.
        others: boxes of shapes that stay.
        tolerance: greatest correction towards other boxes, scene units.
        grid: step of the grid, 0 for none.
    """
    near = tuple(others)
    stops_x, stops_y = _sorted_stops(near)
    dx = _nearest(_stops_x(moving), stops_x, tolerance)
    dy = _nearest(_stops_y(moving), stops_y, tolerance)
    to_lattice = grid_shift(moving, grid)
    shift = Vec(to_lattice.x if dx is None else dx, to_lattice.y if dy is None else dy)
    placed = moving.translated(shift.x, shift.y)
    guides = (_guides_x(placed, near) if dx is not None else ()) + (_guides_y(placed, near) if dy is not None else ())
    return Snap(shift, guides)


def snap_point(point: Vec, others: Iterable[Box], tolerance: float, grid: float, axes: tuple[bool, bool]) -> Snap:
    """Return how to correct a dragged corner or side.

    Args:
        point: where the pointer has brought it.
        others: boxes of shapes that stay.
        tolerance: greatest correction towards other boxes, scene units.
        grid: step of the grid, 0 for none.
        axes: whether x and whether y may be corrected.
    """
    snap = snap_box(Box(point[0], point[1], 0.0, 0.0), others, tolerance, grid)
    upright = tuple(g for g in snap.guides if (axes[0] and g.start.x == g.end.x) or (axes[1] and g.start.y == g.end.y))
    return Snap(Vec(snap.shift.x if axes[0] else 0.0, snap.shift.y if axes[1] else 0.0), upright)


def _stops_x(box: Box) -> tuple[float, float, float]:
    return (box.x, box.x + box.w / 2, box.right)


def _stops_y(box: Box) -> tuple[float, float, float]:
    return (box.y, box.y + box.h / 2, box.bottom)


@lru_cache(maxsize=4)
def _sorted_stops(boxes: tuple[Box, ...]) -> tuple[list[float], list[float]]:
    """Return all stops in rising order; the boxes stay the same for a whole gesture."""
    return sorted(stop for b in boxes for stop in _stops_x(b)), sorted(stop for b in boxes for stop in _stops_y(b))


def _nearest(own: Iterable[float], stops: list[float], tolerance: float) -> float | None:
    """Return the smallest displacement that brings one of our stops onto one of theirs (rising), or None."""
    found = [stop - mine for mine in own for stop in _around(stops, mine)]
    best = min(found, key=abs, default=None)
    return best if best is not None and abs(best) <= tolerance else None


def _around(stops: list[float], value: float) -> list[float]:
    """Return the stops next to a value, one on each side."""
    at = bisect_left(stops, value)
    return stops[max(0, at - 1) : at + 1]


def _is_met(stops: list[float], value: float) -> bool:
    return any(abs(stop - value) < _SAME for stop in _around(stops, value))


def _guides_x(placed: Box, others: tuple[Box, ...]) -> tuple[Guide, ...]:
    """Return the vertical lines that the placed box now shares with others."""
    guides: list[Guide] = []
    stops = _sorted_stops(others)[0]
    for mine in dict.fromkeys(stop for stop in _stops_x(placed) if _is_met(stops, stop)):
        met = [b for b in others if any(abs(stop - mine) < _SAME for stop in _stops_x(b))]
        if met:
            low, high = min(placed.y, *(b.y for b in met)), max(placed.bottom, *(b.bottom for b in met))
            guides.append(Guide(Vec(mine, low), Vec(mine, high)))
    return tuple(guides)


def _guides_y(placed: Box, others: tuple[Box, ...]) -> tuple[Guide, ...]:
    """Return the horizontal lines that the placed box now shares with others."""
    guides: list[Guide] = []
    stops = _sorted_stops(others)[1]
    for mine in dict.fromkeys(stop for stop in _stops_y(placed) if _is_met(stops, stop)):
        met = [b for b in others if any(abs(stop - mine) < _SAME for stop in _stops_y(b))]
        if met:
            low, high = min(placed.x, *(b.x for b in met)), max(placed.right, *(b.right for b in met))
            guides.append(Guide(Vec(low, mine), Vec(high, mine)))
    return tuple(guides)
