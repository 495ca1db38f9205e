"""Connectors as they look from afar, without routing: from side to side of two boxes with at most two bends, many at once.

These are the ways the orthogonal router takes around nothing; at a tenth of the size the difference is a pixel here and there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_SEGMENTS = 3


def far_segments(a: Floats, b: Floats, orthogonal: Mask) -> tuple[NDArray[np.int64], Floats]:
    """Return the segments of lines between boxes.

    Args:
        a: boxes left (rows left, top, right, bottom), one column per line.
        b: boxes reached, likewise.
        orthogonal: lines made of horizontal and vertical stretches; the others are straight.

    Returns:
        How many segments each line has, and all of them in order as rows (x1, y1, x2, y2); those of no length are left out.
    """
    points, apart = _orthogonal(a, b)
    if not (simple := orthogonal & apart).all():
        points = np.where(simple, points, _straight(a, b))
    segments = np.concatenate([points[:-1], points[1:]], axis=1)
    # By line, then by segment.
    rows: Floats = segments.transpose(2, 0, 1).reshape(-1, 4)
    long = (rows[:, 0] != rows[:, 2]) | (rows[:, 1] != rows[:, 3])
    return np.count_nonzero(long.reshape(-1, _SEGMENTS), axis=1), rows[long]


def _centers(boxes: Floats) -> tuple[Floats, Floats]:
    return (boxes[0] + boxes[2]) / 2, (boxes[1] + boxes[3]) / 2


def _straight(a: Floats, b: Floats) -> Floats:
    """Return points of the lines between the centres, cut at the boxes."""
    (ax, ay), (bx, by) = _centers(a), _centers(b)
    dx, dy = bx - ax, by - ay
    start, end = (_share(box, dx, dy) for box in (a, b))
    first = (ax + dx * start, ay + dy * start)
    last = (bx - dx * end, by - dy * end)
    return np.array([first, last, last, last])


def _share(box: Floats, dx: Floats, dy: Floats) -> Floats:
    """Return the part of the way between the centres that lies inside a box, at most half of it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        across = (box[2] - box[0]) / 2 / np.abs(dx)
        along = (box[3] - box[1]) / 2 / np.abs(dy)
    result: Floats = np.fmin(np.fmin(across, along), 0.5)
    return result


def _orthogonal(a: Floats, b: Floats) -> tuple[Floats, Mask]:
    """Return points of the lines out of one side and into another, and where there is room for them."""
    (ax, ay), (bx, by) = _centers(a), _centers(b)
    right, below = bx >= ax, by >= ay
    beside = np.where(right, b[0] - a[2], a[0] - b[2]) > 0
    under = np.where(below, b[1] - a[3], a[1] - b[3]) > 0
    out_x, in_x = np.where(right, a[2], a[0]), np.where(right, b[0], b[2])
    out_y, in_y = np.where(below, a[3], a[1]), np.where(below, b[1], b[3])
    middle_x, middle_y = (out_x + in_x) / 2, (out_y + in_y) / 2
    once = np.array([(out_x, ay), (bx, ay), (bx, in_y), (bx, in_y)])
    sideways = np.array([(out_x, ay), (middle_x, ay), (middle_x, by), (in_x, by)])
    upright = np.array([(ax, out_y), (ax, middle_y), (bx, middle_y), (bx, in_y)])
    return np.where(beside & under, once, np.where(beside, sideways, upright)), beside | under
