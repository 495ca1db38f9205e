"""Boxes around shapes' own outlines and connectors' lines, for rubber bands: most are decided by numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box, from_points
from canvas.geometry.row_tiles import RowTiles, lying_in, meeting
from canvas.geometry.vec import Vec, rotate
from canvas.model.records import ShapeRecord

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
Sides = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_NOWHERE = np.array([[np.inf], [np.inf], [-np.inf], [-np.inf]])
UPRIGHT, AROUND, ROUGH = range(3)
"""What a box is to its outline: the outline itself; the box around it; a box that surely holds it."""


class OutlineBoxes:
    """Boxes by row of the scene's spatial index."""

    def __init__(self) -> None:
        self._boxes: NDArray[np.float64] = np.zeros((4, 0))
        self._exactness: NDArray[np.int8] = np.zeros(0, np.int8)
        self._tiles = RowTiles()
        self._used = 0

    def put(self, rows: Sequence[int], boxes: Sequence[Box], exactness: Sequence[int]) -> None:
        """Set the boxes of some rows."""
        if not rows:
            return
        self._used = max(self._used, max(rows) + 1)
        self._grow(self._used)
        found = np.fromiter(chain.from_iterable(boxes), np.float64, 4 * len(rows)).reshape(-1, 4)
        self._boxes[0:2, rows] = found[:, 0:2].T
        self._boxes[2:4, rows] = (found[:, 0:2] + found[:, 2:4]).T
        self._exactness[rows] = exactness
        self._tiles.changed(rows)

    def free(self, row: int) -> None:
        """Forget a row."""
        if row < self._exactness.size:
            self._boxes[:, row] = np.nan
            self._tiles.changed((row,))

    def put_line(self, row: int, points: Sequence[Vec]) -> None:
        """Set the box of a connector whose line is known now, unless it was before."""
        if self._exactness[row] == ROUGH:
            self.put([row], [from_points(points)], [AROUND])

    def select(self, band: Box, contain: bool) -> tuple[Rows, Rows]:
        """Return the rows that a band surely selects and those whose outline must be looked at.

        Args:
            band: scene space.
            contain: select what lies inside, else what the band touches.
        """
        boxes, exactness = self._boxes[:, : self._used], self._exactness[: self._used]
        few = self._tiles.few_touching(boxes, band)
        if few is not None:
            sure, doubtful = _decided(boxes[:, few], exactness[few], band, contain)
            return few[sure], few[doubtful]
        # Whole columns are compared faster than the rows of many are gathered.
        sure, doubtful = _decided(boxes, exactness, band, contain)
        return np.flatnonzero(sure), np.flatnonzero(doubtful)

    def around(self, rows: Rows) -> tuple[Sides, Rows]:
        """Return the sides of the box around the outlines that are known, and the rows of rough boxes that reach beyond it."""
        boxes, rough = self._boxes[:, rows], self._exactness[rows] == ROUGH
        left, top, right, bottom = np.where(rough, _NOWHERE, boxes)
        known = (*np.min((left, top), axis=1, initial=np.inf), *np.max((right, bottom), axis=1, initial=-np.inf))
        x, y, end_x, end_y = (float(side) for side in known)
        left, top, right, bottom = boxes
        beyond = rough & ((left < x) | (top < y) | (right > end_x) | (bottom > end_y))
        return (x, y, end_x, end_y), rows[beyond]

    def box(self, row: int) -> Box:
        """Return the box of a row."""
        x, y, right, bottom = self._boxes[:, row].tolist()
        return Box(x, y, right - x, bottom - y)

    def _grow(self, size: int) -> None:
        have = self._exactness.size
        if size > have:
            more = max(size, 2 * have) - have
            self._boxes = np.concatenate([self._boxes, np.full((4, more), np.nan)], axis=1)
            self._exactness = np.append(self._exactness, np.zeros(more, np.int8))


def _decided(boxes: NDArray[np.float64], exactness: NDArray[np.int8], band: Box, contain: bool) -> tuple[Mask, Mask]:
    """Return which boxes a band surely selects, and which ones' outlines must be looked at."""
    inside = lying_in(boxes, band)
    if contain:
        doubtful = exactness == ROUGH
        doubtful &= meeting(boxes, band)
    else:
        doubtful = meeting(boxes, band)
        inside |= doubtful & (exactness == UPRIGHT)
    doubtful &= ~inside
    return inside, doubtful


def outline_box(record: ShapeRecord, box: Box) -> tuple[Box, int]:
    """Return the box around a shape's outline, and what it is to it.

    Args:
        record: the shape.
        box: its absolute unrotated box.
    """
    if record.values.get("rotation"):
        return from_points(rotate(p, record.rotation, box.center) for p in box.corners), AROUND
    return box, UPRIGHT
