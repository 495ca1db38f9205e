"""Upright rectangles as rows of a numpy array: which of them a line enters, touch a box, overlap a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

Rects: TypeAlias = NDArray[np.float64]
"""Shape (N, 4): left, top, right, bottom, scene units."""
Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.intp]

INF = 1e9
"""Beyond every coordinate of a document."""
_SLACK = 1e-6


def rect_of(box: Box) -> tuple[float, float, float, float]:
    """Return a box as left, top, right, bottom."""
    return box.x, box.y, box.right, box.bottom


def box_of(rect: Floats) -> Box:
    """Return a row of rectangles as a box."""
    left, top, right, bottom = rect.tolist()
    return Box(left, top, right - left, bottom - top)


def around_all(rects: Rects) -> Box:
    """Return the box around at least one rectangle."""
    return box_of(np.concatenate([rects[:, :2].min(axis=0), rects[:, 2:].max(axis=0)]))


def entered(points: Sequence[Vec], rects: Rects) -> Mask:
    """Return which rectangles a polyline of horizontal and vertical stretches goes through; their borders are free."""
    if len(points) < 2 or not len(rects):
        return np.zeros(len(rects), bool)
    corners = np.array(points, np.float64)
    low = np.minimum(corners[:-1], corners[1:])[:, :, None]
    high = np.maximum(corners[:-1], corners[1:])[:, :, None]
    left, top, right, bottom = rects.T
    sideways = (left < high[:, 0] - _SLACK) & (right > low[:, 0] + _SLACK)
    upright = (top < high[:, 1] - _SLACK) & (bottom > low[:, 1] + _SLACK)
    result: Mask = (sideways & upright).any(axis=0)
    return result


def touching(rects: Rects, box: Box) -> Mask:
    """Return which rectangles reach into a box."""
    result: Mask = (
        (rects[:, 0] < box.right) & (rects[:, 2] > box.x) & (rects[:, 1] < box.bottom) & (rects[:, 3] > box.y)
    )
    return result


def touching_any(rects: Rects, boxes: Sequence[Box]) -> Mask:
    """Return which rectangles reach into at least one of some boxes."""
    left, top, right, bottom = np.array([rect_of(box) for box in boxes], np.float64).reshape(-1, 4).T
    met: Mask = rects[:, :1] < right
    met &= rects[:, 2:3] > left
    met &= rects[:, 1:2] < bottom
    met &= rects[:, 3:] > top
    reached: Mask = np.any(met, axis=1)
    return reached
