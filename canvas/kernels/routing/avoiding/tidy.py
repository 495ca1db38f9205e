"""Makes a found way look drawn by hand: stretches in the middle of their passage, no small doglegs, no needless points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from canvas.geometry.polyline import simplified
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import Rects, entered

DOGLEG = 14.0
"""Shorter sideways steps are taken out where there is room, scene units."""
LEAST_CLEAR = 3.0
"""Distance to shapes that taking out a dogleg must leave, scene units."""
_SAME = 1e-7


def centred(points: Sequence[Vec], rects: Rects) -> list[Vec]:
    """Return the line with the inner stretches of its Z shapes in the middle of their passages; as long and as many bends.

    Args:
        points: horizontal and vertical stretches in turn.
        rects: obstacles with their clearance.
    """
    line = [Vec(*p) for p in points]
    for k in range(1, len(line) - 2):
        axis = 0 if abs(line[k].x - line[k + 1].x) < _SAME else 1
        before, at, after = line[k - 1][axis], line[k][axis], line[k + 2][axis]
        if (at - before) * (after - at) <= 0:
            continue  # A U shape hugs what it goes around.
        low, high = _passage(line[k], line[k + 1], axis, rects, (min(before, after), max(before, after)))
        if high > low:
            line[k], line[k + 1] = (_with(p, axis, (low + high) / 2) for p in (line[k], line[k + 1]))
    return line


def _with(p: Vec, axis: int, value: float) -> Vec:
    return Vec(value, p.y) if axis == 0 else Vec(p.x, value)


def _passage(a: Vec, b: Vec, axis: int, rects: Rects, limits: tuple[float, float]) -> tuple[float, float]:
    """Return how far a stretch may be moved along an axis to either side before it meets an obstacle."""
    start, end = min(a[1 - axis], b[1 - axis]), max(a[1 - axis], b[1 - axis])
    beside = (rects[:, 1 - axis] < end - _SAME) & (rects[:, 3 - axis] > start + _SAME)
    low = rects[beside, axis + 2]
    high = rects[beside, axis]
    low, high = low[low <= a[axis] + _SAME], high[high >= a[axis] - _SAME]
    return max((limits[0], *low.tolist())), min((limits[1], *high.tolist()))


def straightened(points: Sequence[Vec], shapes: Rects) -> list[Vec]:
    """Return the line without small doglegs, where that leaves it clear of the shapes.

    Args:
        points: horizontal and vertical stretches in turn; the first and the last keep their direction.
        shapes: obstacles without clearance.
    """
    line = [Vec(*p) for p in points]
    k = 1
    while len(line) > 4 and k < len(line) - 2:
        better = _without_dogleg(line, k, shapes)
        if better is None:
            k += 1
        else:
            line, k = better, 1
    return line


def _without_dogleg(line: Sequence[Vec], k: int, shapes: Rects) -> list[Vec] | None:
    a, b = line[k], line[k + 1]
    if abs(a.x - b.x) + abs(a.y - b.y) >= DOGLEG:
        return None
    axis = 0 if abs(a.y - b.y) < _SAME else 1
    for first, last, value in ((k + 1, k + 2, a[axis]), (k - 1, k, b[axis])):
        if first < 1 or last > len(line) - 2:
            continue
        moved = [_with(p, axis, value) if i in (first, last) else p for i, p in enumerate(line)]
        if _keeps_ends(line, moved, axis) and _is_clear(moved, first, last, shapes):
            return list(simplified(moved))
    return None


def _keeps_ends(line: Sequence[Vec], moved: Sequence[Vec], axis: int) -> bool:
    """Tell whether the first and the last stretch keep their direction and are not cut to nothing."""
    for a, b in ((0, 1), (-1, -2)):
        was, now = line[b][axis] - line[a][axis], moved[b][axis] - moved[a][axis]
        if was * now < 0 or (abs(was) >= _SAME and abs(now) < LEAST_CLEAR):
            return False
    return True


def _is_clear(moved: Sequence[Vec], first: int, last: int, shapes: Rects) -> bool:
    around = shapes + np.array([-LEAST_CLEAR, -LEAST_CLEAR, LEAST_CLEAR, LEAST_CLEAR])
    inner = moved[max(first - 1, 1) : min(last + 2, len(moved) - 1)]
    ends = (moved[:2], moved[-2:])
    return not entered(inner, around).any() and not any(entered(end, shapes).any() for end in ends)
