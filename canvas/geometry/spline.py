"""Smooth curves through points, and the few points that are enough to draw one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder
from canvas.geometry.vec import Vec, add, distance, scale, sub, unit


def spline_path(points: Sequence[tuple[float, float]], within: Box) -> Path:
    """Return a smooth curve through all points; it is a closed one when the last point is the first.

    Each handle is as long as a third of the way to the neighbour, so that unevenly spread points make no loops.

    Args:
        points: one alone or none make an empty path.
        within: the handles of the curve stay inside this box, and with them the curve.
    """
    pts = [Vec(*p) for i, p in enumerate(points) if i == 0 or tuple(p) != tuple(points[i - 1])]
    if len(pts) < 2:
        return Path()
    closed = len(pts) > 3 and pts[0] == pts[-1]
    tangents = _tangents(pts, closed)
    pen = PathBuilder().move(*pts[0])
    for i in range(len(pts) - 1):
        a, b = pts[i], pts[i + 1]
        reach = distance(a, b) / 3
        first = _kept(Vec(a.x + tangents[i].x * reach, a.y + tangents[i].y * reach), within)
        last = _kept(Vec(b.x - tangents[i + 1].x * reach, b.y - tangents[i + 1].y * reach), within)
        pen.cubic(*first, *last, *b)
    return pen.close().build() if closed else pen.build()


def _tangents(pts: list[Vec], closed: bool) -> list[Vec]:
    """Return the direction of the curve at each point, not longer than 1: that of the circle through it and its neighbours.

    The nearer neighbour counts more. The ends of an open line look straight at their neighbours.
    """
    last = len(pts) - 1
    ways = [unit(sub(b, a)) for a, b in pairwise(pts)]
    lengths = [distance(a, b) for a, b in pairwise(pts)]
    result: list[Vec] = []
    for i in range(len(pts)):
        at_end = i in {0, last}
        if at_end and not closed:
            result.append(ways[0] if i == 0 else ways[-1])
            continue
        before, after = (last - 1, 0) if at_end else (i - 1, i)
        total = lengths[before] + lengths[after]
        result.append(add(scale(ways[before], lengths[after] / total), scale(ways[after], lengths[before] / total)))
    return result


def _kept(p: Vec, box: Box) -> Vec:
    return Vec(min(max(p.x, box.x), box.right), min(max(p.y, box.y), box.bottom))


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
