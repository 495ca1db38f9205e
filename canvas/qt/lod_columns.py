"""What the PIXELS band needs of every shape, as numpy columns beside the rows of the scene's spatial index."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.lod import LINE, Swatch

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


class LodColumns:
    """Silhouette, colours, box and polyline by row; filled when a row is first seen, dropped when its shape changes."""

    def __init__(
        self,
        swatch: Callable[[str], Swatch],
        box: Callable[[str], Box],
        points: Callable[[str], tuple[Vec, ...]],
    ) -> None:
        """Make empty columns.

        Args:
            swatch: colours of a shape by id.
            box: its scene box, by id.
            points: a connector's polyline, by id.
        """
        self._swatch = swatch
        self._box = box
        self._points = points
        self.known: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.silhouette: NDArray[np.int8] = np.zeros(0, np.int8)
        self.fill: NDArray[np.int64] = np.zeros(0, np.int64)
        self.stroke: NDArray[np.int64] = np.zeros(0, np.int64)
        self.box: Floats = np.zeros((4, 0))
        self._start: NDArray[np.int64] = np.zeros(0, np.int64)
        self._count: NDArray[np.int64] = np.zeros(0, np.int64)
        self._segments: Floats = np.zeros((1024, 4))
        self._used = 0
        self._rows: dict[str, int] = {}

    def forget(self, shape_id: str) -> None:
        """Drop what is known of a shape, whichever row it had."""
        row = self._rows.pop(shape_id, None)
        if row is not None:
            self.known[row] = False

    def ensure(self, rows: Rows, id_at: Callable[[int], str | None]) -> None:
        """Make sure that some rows are filled."""
        if not len(rows):
            return
        self._grow(int(rows.max()) + 1)
        for row in rows[~self.known[rows]].tolist():
            shape_id = id_at(row)
            if shape_id is not None:
                self._fill(row, shape_id)

    def _grow(self, size: int) -> None:
        have = len(self.known)
        if size <= have:
            return
        more = max(size, 2 * have, 256) - have
        self.known = np.append(self.known, np.zeros(more, np.bool_))
        self.silhouette = np.append(self.silhouette, np.zeros(more, np.int8))
        self.fill = np.append(self.fill, np.zeros(more, np.int64))
        self.stroke = np.append(self.stroke, np.zeros(more, np.int64))
        self.box = np.concatenate([self.box, np.zeros((4, more))], axis=1)
        self._start = np.append(self._start, np.zeros(more, np.int64))
        self._count = np.append(self._count, np.zeros(more, np.int64))

    def _fill(self, row: int, shape_id: str) -> None:
        swatch = self._swatch(shape_id)
        self.silhouette[row] = swatch.silhouette
        self.fill[row] = swatch.fill
        self.stroke[row] = swatch.stroke
        if swatch.silhouette == LINE:
            self._put_segments(row, self._points(shape_id))
        else:
            box = self._box(shape_id)
            self.box[:, row] = (box.x, box.y, box.right, box.bottom)
        self.known[row] = True
        self._rows[shape_id] = row

    def _put_segments(self, row: int, points: tuple[Vec, ...]) -> None:
        count = max(0, len(points) - 1)
        if count > self._count[row]:
            # The old place is too short; it stays unused until the columns are built anew.
            self._start[row] = self._used
            self._used += count
            while self._used > len(self._segments):
                self._segments = np.concatenate([self._segments, np.zeros_like(self._segments)])
        self._count[row] = count
        start = int(self._start[row])
        for k in range(count):
            self._segments[start + k] = (*points[k], *points[k + 1])

    def segments(self, rows: Rows) -> tuple[Floats, Rows]:
        """Return the segments (x1, y1, x2, y2) of connectors and, beside each, the position of its connector in `rows`."""
        counts = self._count[rows]
        owner = np.repeat(np.arange(len(rows)), counts)
        first = np.repeat(self._start[rows] - (np.cumsum(counts) - counts), counts)
        return self._segments[first + np.arange(len(owner))], owner
