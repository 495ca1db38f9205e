"""Which boxes lie in a region: a plain scan of numpy columns, which beats trees up to 100,000 boxes and needs no balancing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

_START = 64
_EMPTY = (np.inf, np.inf, -np.inf, -np.inf)


class SpatialIndex:
    """Boxes by id in float64 columns (left, top, right, bottom).

    A row stays with its id until the id is removed; freed rows are used again. Rows let callers keep columns of their own beside these.
    """

    def __init__(self) -> None:
        self._columns: NDArray[np.float64] = np.full((4, _START), np.inf)
        self._columns[2:] = -np.inf
        self._rows: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._rows

    @property
    def capacity(self) -> int:
        """Number of rows in use or freed; every row number is below it."""
        return len(self._ids)

    def row(self, item_id: str) -> int:
        """Return the row of an id.

        Raises:
            KeyError: the id is not in the index.
        """
        return self._rows[item_id]

    def id_at(self, row: int) -> str | None:
        """Return the id at a row, or None for a freed one."""
        return self._ids[row]

    def columns(self) -> NDArray[np.float64]:
        """Return left, top, right, bottom of all rows; freed rows hold an empty box. A view: do not write to it."""
        return self._columns[:, : len(self._ids)]

    def box(self, item_id: str) -> Box:
        """Return the box of an id.

        Raises:
            KeyError: the id is not in the index.
        """
        x, y, right, bottom = self._columns[:, self._rows[item_id]].tolist()
        return Box(x, y, right - x, bottom - y)

    def put(self, item_id: str, box: Box) -> int:
        """Add a box or replace the one the id has; return its row."""
        row = self._rows.get(item_id)
        if row is None:
            row = self._take_row(item_id)
        self._columns[:, row] = (box.x, box.y, box.x + box.w, box.y + box.h)
        return row

    def put_many(self, items: Iterable[tuple[str, Box]]) -> None:
        """Add or replace many boxes at once."""
        pairs = list(items)
        if not pairs:
            return
        rows = [self._rows[i] if i in self._rows else self._take_row(i) for i, _ in pairs]
        # Through an iterator: numpy takes ten times as long to look into tuples.
        numbers = chain.from_iterable(b for _, b in pairs)
        boxes = np.fromiter(numbers, np.float64, 4 * len(pairs)).reshape(-1, 4)
        self._columns[0:2, rows] = boxes[:, 0:2].T
        self._columns[2:4, rows] = (boxes[:, 0:2] + boxes[:, 2:4]).T

    def remove(self, item_id: str) -> None:
        """Forget an id; unknown ids are ignored."""
        row = self._rows.pop(item_id, None)
        if row is not None:
            self._ids[row] = None
            self._columns[:, row] = _EMPTY
            self._free.append(row)

    def query(self, box: Box) -> list[str]:
        """Return ids of the boxes that share at least a point with a box, in row order."""
        left, top, right, bottom = self.columns()
        found = (left <= box.x + box.w) & (right >= box.x) & (top <= box.y + box.h) & (bottom >= box.y)
        return list(self.named(np.flatnonzero(found)))

    def query_rows(self, box: Box) -> NDArray[np.intp]:
        """Return the rows of `query` as an array."""
        left, top, right, bottom = self.columns()
        found = (left <= box.x + box.w) & (right >= box.x) & (top <= box.y + box.h) & (bottom >= box.y)
        return np.flatnonzero(found)

    def query_point(self, p: Vec, tolerance: float = 0.0) -> list[str]:
        """Return ids of the boxes within `tolerance` of a point."""
        return self.query(Box(p[0] - tolerance, p[1] - tolerance, 2 * tolerance, 2 * tolerance))

    def query_inside(self, box: Box) -> list[str]:
        """Return ids of the boxes that lie wholly inside a box."""
        left, top, right, bottom = self.columns()
        found = (left >= box.x) & (right <= box.x + box.w) & (top >= box.y) & (bottom <= box.y + box.h)
        return list(self.named(np.flatnonzero(found & (left <= right))))

    def extent(self) -> Box | None:
        """Return the box around all boxes, or None when there is none."""
        if not self._rows:
            return None
        left, top, right, bottom = self.columns()
        x, y = float(left.min()), float(top.min())
        return Box(x, y, float(right.max()) - x, float(bottom.max()) - y)

    def at_the_rim(self) -> list[str]:
        """Return the ids whose boxes reach the border of the box around all."""
        around = self.extent()
        if around is None:
            return []
        inner = around.inflated(-1e-9)
        left, top, right, bottom = self.columns()
        touching = (left <= inner.x) | (top <= inner.y) | (right >= inner.right) | (bottom >= inner.bottom)
        return [i for row in touching.nonzero()[0] if (i := self.id_at(int(row))) is not None]

    def named(self, rows: NDArray[np.intp]) -> tuple[str, ...]:
        """Return the ids at rows, without the freed ones."""
        ids = self._ids
        return tuple([i for r in rows.tolist() if (i := ids[r]) is not None])

    def _take_row(self, item_id: str) -> int:
        if self._free:
            row = self._free.pop()
            self._ids[row] = item_id
        else:
            row = len(self._ids)
            self._ids.append(item_id)
            if row >= self._columns.shape[1]:
                grown = np.full((4, self._columns.shape[1] * 2), np.inf)
                grown[2:] = -np.inf
                grown[:, :row] = self._columns[:, :row]
                self._columns = grown
        self._rows[item_id] = row
        return row
