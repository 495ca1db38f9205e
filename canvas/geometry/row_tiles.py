"""Columns of boxes searched by tiles: rows sorted by place, and the box around every 64 of them says which are worth a look.

Sorted as a tree of one level is packed: strips of equal count by height, in each by what lies aside, what is large for itself. A row keeps its
place in that order when its box moves, and its tile grows; rows that come are scanned plainly. After many changes all are sorted anew.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box

TILE = 64
_FEW = 40_000
"""Rows that are scanned faster than sorted."""
_MANY = 1 / 16
"""Share of the tiles from which on a plain scan of all is faster than looking into each."""
_LARGE = 8.0
"""A box this many times as long as most is packed with its like: it would make a tile of small ones large."""

Columns = NDArray[np.float64]
Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


class RowTiles:
    """The order of rows and the boxes around its tiles; both are brought up to date when somebody searches."""

    def __init__(self) -> None:
        self._rows: Rows = np.empty((0, TILE), np.intp)
        self._place: Rows = np.empty(0, np.intp)
        self._around: Columns = np.empty((4, 0))
        self._moved: set[int] = set()
        self._changes = 0

    def changed(self, rows: Iterable[int]) -> None:
        """Take in that the boxes of rows are others."""
        self._moved.update(rows)

    def touching(self, columns: Columns, box: Box) -> Rows:
        """Return the rows whose boxes share at least a point with a box, ascending.

        Args:
            columns: left, top, right, bottom of all rows; rows out of use hold an empty box or NaN. There are never fewer than before.
            box: in the same space.
        """
        few = self.few_touching(columns, box)
        return np.flatnonzero(meeting(columns, box)) if few is None else few

    def few_touching(self, columns: Columns, box: Box) -> Rows | None:
        """Return what `touching` does, or None where looking at all rows in turn is the fastest way to find it."""
        count = columns.shape[1]
        if count <= _FEW:
            return None
        self._refresh(columns, count)
        known = self._place.size
        near = meeting(self._around, box)
        if np.count_nonzero(near) > near.size * _MANY:
            return None
        rows = self._rows[near].ravel()
        found = rows[meeting(columns[:, rows], box)]
        found.sort()
        if known == count:
            return found
        return np.concatenate([found, known + np.flatnonzero(meeting(columns[:, known:], box))])

    def _refresh(self, columns: Columns, count: int) -> None:
        known = self._place.size
        self._changes += len(self._moved)
        if count - known + self._changes > count // 2 or not known:
            self._sort(columns)
        elif self._moved:
            moved = np.fromiter(self._moved, np.intp)
            self._grow(columns, moved[moved < known])
        self._moved.clear()

    def _sort(self, columns: Columns) -> None:
        # What does not fill a tile is left to the plain scan.
        count = columns.shape[1] // TILE * TILE
        left, top, right, bottom = columns[:, :count]
        with np.errstate(invalid="ignore"):
            length = np.fmax(right - left, bottom - top)
            x, y = left + right, top + bottom
        large = length > _LARGE * np.nanmedian(length)
        strips = max(1, round((count / TILE) ** 0.5))
        strip = np.empty(count, np.intp)
        strip[np.argsort(y)] = np.arange(count) * strips // count
        order = np.lexsort((x, strip, large))
        self._rows = order.reshape(-1, TILE)
        self._place = np.empty(count, np.intp)
        self._place[order] = np.arange(count) // TILE
        self._around = np.empty((4, count // TILE))
        self._measure(columns, np.arange(count // TILE))
        self._changes = 0

    def _grow(self, columns: Columns, rows: Rows) -> None:
        """Make the boxes around tiles hold what has moved."""
        tiles, boxes = self._place[rows], columns[:, rows]
        for side, reach in enumerate((np.fmin, np.fmin, np.fmax, np.fmax)):
            reach.at(self._around[side], tiles, boxes[side])

    def _measure(self, columns: Columns, tiles: Rows) -> None:
        """Set the boxes around tiles."""
        boxes = columns[:, self._rows[tiles]]
        # These leave out NaN: one box that is none must not hide the others of its tile.
        self._around[:2, tiles] = np.fmin.reduce(boxes[:2], axis=2)
        self._around[2:, tiles] = np.fmax.reduce(boxes[2:], axis=2)


def meeting(columns: Columns, box: Box) -> Mask:
    """Return which boxes (left, top, right, bottom) share at least a point with a box."""
    left, top, right, bottom = columns
    met: Mask = left <= box.x + box.w
    # In place: arrays that live on cost as much as the comparisons.
    met &= right >= box.x
    met &= top <= box.y + box.h
    met &= bottom >= box.y
    return met


def lying_in(columns: Columns, box: Box) -> Mask:
    """Return which boxes (left, top, right, bottom) lie wholly in a box."""
    left, top, right, bottom = columns
    inside: Mask = left >= box.x
    inside &= top >= box.y
    inside &= right <= box.x + box.w
    inside &= bottom <= box.y + box.h
    return inside
