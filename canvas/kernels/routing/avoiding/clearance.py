"""Room around obstacles: each side keeps lines away by a margin, and shares the gap with a close neighbour.

So the middle of a narrow passage stays free instead of being closed from both sides.
"""

from __future__ import annotations

import numpy as np

from canvas.kernels.routing.avoiding.rects import INF, Floats, Mask, Rects, Rows

MARGIN = 12.0
"""Distance that lines keep from shapes where there is room, scene units."""
SHUT = 4.0
"""A gap narrower than this lets no line through."""


def inflated(rects: Rects, margin: float = MARGIN) -> Rects:
    """Return the rectangles with their clearance.

    Args:
        rects: the obstacles themselves.
        margin: kept where no neighbour is nearer than twice of it.
    """
    grown: Rects = rects + np.array([-margin, -margin, margin, margin])
    if len(rects) < 2:
        return grown
    for low, high, across in ((0, 2, 1), (1, 3, 0)):
        first, second = _facing(rects, low, high, across, margin)
        gap = rects[second, low] - rects[first, high]
        middle = (rects[first, high] + rects[second, low]) / 2
        overlap = _apart(rects, first, second, across) < 0
        shut = (gap < SHUT) & overlap
        np.minimum.at(grown[:, high], first, np.where(shut, INF, middle))
        np.maximum.at(grown[:, low], second, np.where(shut, -INF, middle))
    return grown


def _facing(rects: Rects, low: int, high: int, across: int, margin: float) -> tuple[Rows, Rows]:
    """Return pairs of rows (first, second) where the second begins within two margins behind the end of the first."""
    starts = rects[:, low]
    order = np.argsort(starts, kind="stable")
    sorted_starts = starts[order]
    begin = np.searchsorted(sorted_starts, rects[:, high] - 1e-6)
    end = np.searchsorted(sorted_starts, rects[:, high] + 2 * margin)
    counts = np.maximum(end - begin, 0)
    first = np.repeat(np.arange(len(rects)), counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    second = order[offset + np.repeat(begin, counts)]
    kept = _is_facing(rects, first, second, low, high, across, margin)
    return first[kept], second[kept]


def _is_facing(rects: Rects, first: Rows, second: Rows, low: int, high: int, across: int, margin: float) -> Mask:
    """Tell of pairs whether the gap between them is in this direction rather than across."""
    apart = _apart(rects, first, second, across)
    gap = rects[second, low] - rects[first, high]
    result: Mask = (apart < 0) | ((apart < 2 * margin) & (gap >= apart))
    return result


def _apart(rects: Rects, first: Rows, second: Rows, across: int) -> Floats:
    """Return how far pairs are apart in the other direction; negative when their projections overlap."""
    start = np.maximum(rects[first, across], rects[second, across])
    result: Floats = start - np.minimum(rects[first, across + 2], rects[second, across + 2])
    return result
