"""Regions of a picture as rectangles: which are painted together, and which next."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion

CLUSTER_COST = 20_000
"""Pixels that are rather painted in vain than another region begun."""
CLUSTER_MANY = 40
"""With more regions at once that nearly fill what is around them, they are not compared in pairs."""
CLUSTER_FILLED = 4
"""Times what they cover, which what is around them may be for that."""
CLUSTER_LIMIT = 200
"""With more regions at once everything around them is repainted."""


def area(region: QRegion) -> int:
    """Return the number of pixels of a region."""
    return sum(rect.width() * rect.height() for rect in rects_of(region))


def rects_of(region: QRegion) -> list[QRect]:
    """Return the rectangles of a region."""
    # QRegion is iterable at run time, but its type information does not say so.
    rects: Any = region
    return list(rects)


def clusters(rects: list[QRect]) -> list[QRect]:
    """Return fewer rectangles that cover the given ones, neighbours put together where little is painted in vain.

    Each repaint of a region has a fixed cost, about that of CLUSTER_COST pixels.
    """
    if len(rects) > CLUSTER_MANY:
        whole = QRect()
        for rect in rects:
            whole = whole.united(rect)
        if len(rects) > CLUSTER_LIMIT or _size(whole) <= CLUSTER_FILLED * sum(map(_size, rects)):
            return [whole]
    result: list[QRect] = []
    for rect in rects:
        merged = rect
        again = True
        while again:
            again = False
            for other in result:
                both = merged.united(other)
                if _size(both) <= _size(merged) + _size(other) + CLUSTER_COST:
                    result.remove(other)
                    merged, again = both, True
                    break
        result.append(merged)
    return result


def _size(rect: QRect) -> int:
    """Return the number of pixels of a rectangle."""
    return rect.width() * rect.height()


def merged(region: QRegion) -> list[QRect]:
    """Return few rectangles that cover a region: its bounds when it is in many pieces or nearly fills them."""
    if region.isEmpty():
        return []
    bounds = region.boundingRect()
    if region.rectCount() > 24 or area(region) * 1.6 >= bounds.width() * bounds.height():
        return [bounds]
    return rects_of(region)


def next_strip(pending: QRegion, height: int, rect: QRect) -> QRect:
    """Return the part to repaint next: a strip of the pending rectangle nearest to the picture's middle."""
    middle = rect.center()

    def away(part: QRect) -> int:
        return (part.center() - middle).manhattanLength()

    nearest = min(rects_of(pending), key=away)
    if nearest.height() <= height:
        return nearest
    top = min(max(nearest.top(), middle.y() - height // 2), nearest.bottom() + 1 - height)
    return QRect(QPoint(nearest.left(), top), QSize(nearest.width(), height))


def next_tile(pending: QRegion, side: int, rect: QRect) -> QRect:
    """Return the part to repaint next: what is pending in one square tile, those nearest to the picture's middle first.

    Args:
        pending: not empty, inside `rect`.
        side: pixels.
        rect: the picture.
    """
    middle = rect.center()
    first = QPoint(middle.x() - side // 2, middle.y() - side // 2)
    for column, row in _outwards(rect.width() // (2 * side) + 1, rect.height() // (2 * side) + 1):
        tile = QRect(first + QPoint(column * side, row * side), QSize(side, side))
        if pending.intersects(tile):
            return pending.intersected(tile).boundingRect()
    return pending.boundingRect()


@lru_cache(maxsize=64)
def _outwards(columns: int, rows: int) -> tuple[tuple[int, int], ...]:
    """Return the tiles around one, so many to each side, nearest first."""
    tiles = product(range(-columns, columns + 1), range(-rows, rows + 1))
    return tuple(sorted(tiles, key=lambda tile: tile[0] ** 2 + tile[1] ** 2))
