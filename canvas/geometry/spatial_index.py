"""Which boxes lie in a region: numpy columns searched by tiles of rows, which beats trees up to 100,000 boxes and needs no balancing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.row_tiles import RowTiles

_START = 64
_EMPTY = (np.inf, np.inf, -np.inf, -np.inf)


class SpatialIndex:
    """Boxes by id in float64 columns (left, top, right, bottom).

    A row stays with its id until the id is removed; freed rows are used again. Rows let callers keep columns of their own beside these.
    """

    def __init__(self) -> None:
        self._columns: NDArray[np.float64] = np.full((4, _START), np.inf)
        self._columns[2:] = -np.inf
        self._tiles = RowTiles()
        self._rows: dict[str, int] = {}
        self._ids: NDArray[np.object_] = np.full(_START, None)
        self._used = 0
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._rows

    @property
    def capacity(self) -> int:
        """Number of rows in use or freed; every row number is below it."""
        return self._used

    def row(self, item_id: str) -> int:
        """Return the row of an id.

        Raises:
            KeyError: the id is not in the index.
        """
        return self._rows[item_id]

    def rows(self, ids: Collection[str]) -> NDArray[np.intp]:
        """Return the rows of many ids.

        Raises:
            KeyError: an id is not in the index.
        """
        return np.fromiter(map(self._rows.__getitem__, ids), np.intp, len(ids))

    def id_at(self, row: int) -> str | None:
        """Return the id at a row, or None for a freed one."""
        found: str | None = self._ids[row]
        return found

    def columns(self) -> NDArray[np.float64]:
        """Return left, top, right, bottom of all rows; freed rows hold an empty box. A view: do not write to it."""
        return self._columns[:, : self._used]

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
        self._tiles.changed((row,))
        return row

    def put_many(self, items: Iterable[tuple[str, Box]]) -> list[int]:
        """Add or replace many boxes at once; return their rows."""
        pairs = list(items)
        if not pairs:
            return []
        rows = [self._rows[i] if i in self._rows else self._take_row(i) for i, _ in pairs]
        # Through an iterator: numpy takes ten times as long to look into tuples.
        numbers = chain.from_iterable(b for _, b in pairs)
        boxes = np.fromiter(numbers, np.float64, 4 * len(pairs)).reshape(-1, 4)
        self._columns[0:2, rows] = boxes[:, 0:2].T
        self._columns[2:4, rows] = (boxes[:, 0:2] + boxes[:, 2:4]).T
        self._tiles.changed(rows)
        return rows

    def remove(self, item_id: str) -> None:
        """Forget an id; unknown ids are ignored."""
        row = self._rows.pop(item_id, None)
        if row is not None:
            self._ids[row] = None
            self._columns[:, row] = _EMPTY
            self._tiles.changed((row,))
            self._free.append(row)

    def query(self, box: Box) -> list[str]:
        """Return ids of the boxes that share at least a point with a box, in row order."""
        return list(self.named(self.query_rows(box)))

    def query_rows(self, box: Box) -> NDArray[np.intp]:
        """Return the rows of `query` as an array."""
        return self._tiles.touching(self.columns(), box)

    def extent(self) -> Box | None:
        """Return the box around all boxes, or None when there is none."""
        if not self._rows:
            return None
        left, top, right, bottom = self.columns()
        x, y = float(left.min()), float(top.min())
        return Box(x, y, float(right.max()) - x, float(bottom.max()) - y)

    def around(self, ids: Collection[str]) -> Box | None:
        """Return the box around the boxes of some ids, or None for no ids.

        Raises:
            KeyError: an id is not in the index.
        """
        if not ids:
            return None
        left, top, right, bottom = self._columns[:, self.rows(ids)]
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
        found = self._ids[rows].tolist()
        return tuple([i for i in found if i is not None] if self._free else found)

    def _take_row(self, item_id: str) -> int:
        if self._free:
            row = self._free.pop()
        else:
            row = self._used
            self._used += 1
            if row == self._ids.size:
                self._grow()
        self._ids[row] = item_id
        self._rows[item_id] = row
        return row

    def _grow(self) -> None:
        have = self._ids.size
        more = np.full((4, have), np.inf)
        more[2:] = -np.inf
        self._columns = np.concatenate([self._columns, more], axis=1)
        self._ids = np.append(self._ids, np.full(have, None))
