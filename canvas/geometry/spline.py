"""Smooth curves through points, and the few points that are enough to draw one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.path import Command, Path
from canvas.geometry.vec import Vec


def spline_path(points: Sequence[tuple[float, float]], within: Box) -> Path:
    """Return a smooth curve through all points; it is a closed one when the last point is the first.

    Each handle is as long as a third of the way to the neighbour, so that unevenly spread points make no loops.

    Args:
        points: one alone or none make an empty path.
        within: the handles of the curve stay inside this box, and with them the curve.
    """
    pts = np.array([p for i, p in enumerate(points) if i == 0 or tuple(p) != tuple(points[i - 1])], np.float64)
    if len(pts) < 2:
        return Path()
    closed = len(pts) > 3 and bool((pts[0] == pts[-1]).all())
    ways = np.diff(pts, axis=0)
    lengths = np.hypot(*ways.T)[:, None]
    tangents = _tangents(ways / lengths, lengths, closed)
    corners = np.array([(within.x, within.y), (within.right, within.bottom)])
    first = np.clip(pts[:-1] + tangents[:-1] * lengths / 3, *corners)
    last = np.clip(pts[1:] - tangents[1:] * lengths / 3, *corners)
    x, y = pts[0].tolist()
    curves: list[Command] = [("C", *row) for row in np.hstack((first, last, pts[1:])).tolist()]
    return Path((("M", x, y), *curves, *([("Z",)] if closed else ())))


def _tangents(ways: NDArray[np.float64], lengths: NDArray[np.float64], closed: bool) -> NDArray[np.float64]:
    """Return the direction of the curve at each point, not longer than 1: that of the circle through it and its neighbours.

    The nearer neighbour counts more. The ends of an open line look straight at their neighbours.

    Args:
        ways: direction from each point to the next, of length 1.
        lengths: of those ways, as a column.
        closed: the last point is the first.
    """
    before, after = ways[:-1], ways[1:]
    inner = (before * lengths[1:] + after * lengths[:-1]) / (lengths[:-1] + lengths[1:])
    if not closed:
        return np.vstack((ways[:1], inner, ways[-1:]))
    seam = (ways[-1] * lengths[0] + ways[0] * lengths[-1]) / (lengths[0] + lengths[-1])
    return np.vstack((seam, inner, seam))


def simplified(points: Sequence[tuple[float, float]], tolerance: float) -> tuple[Vec, ...]:
    """Return the fewest of some points whose polyline stays within `tolerance` of all of them, by Douglas and Peucker's rule."""
    if len(points) < 3:
        return tuple(Vec(*p) for p in points)
    columns = np.array(points, dtype=np.float64)
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        away = _distances(columns[start + 1 : end], columns[start], columns[end])
        at = int(away.argmax())
        if away[at] > tolerance:
            middle = start + 1 + at
            kept.add(middle)
            waiting += [(start, middle), (middle, end)]
    return tuple(Vec(*points[i]) for i in sorted(kept))


def _distances(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the distance of each point from a segment."""
    along = end - start
    square = float(along @ along)
    if square == 0:
        return np.asarray(np.hypot(*(points - start).T), np.float64)
    t = np.clip((points - start) @ along / square, 0.0, 1.0)
    return np.asarray(np.hypot(*(points - start - t[:, None] * along).T), np.float64)


def steadied(points: Sequence[tuple[float, float]]) -> tuple[Vec, ...]:
    """Return points with each but the ends drawn towards its neighbours, which takes the tremble out of a drawn line."""
    inner = [
        Vec((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
        for a, b, c in zip(points, points[1:], points[2:], strict=False)
    ]
    if len(points) < 3:
        return tuple(Vec(*p) for p in points)
    return (Vec(*points[0]), *inner, Vec(*points[-1]))
