"""All obstacles of a page, by id, with their clearance; kept up to date one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.clearance import MARGIN, inflated
from canvas.kernels.routing.avoiding.rects import (
    INF,
    Mask,
    Rects,
    Rows,
    around_all,
    box_of,
    entered,
    rect_of,
    touching,
    touching_any,
)
from canvas.kernels.routing.avoiding.tracks import Tracks, mended, tracks_of

_NOWHERE = (INF, INF, INF, INF)
_ONE_BY_ONE = 64
"""With more obstacles changed at once the clearance of all is worked out anew."""
_MENDED = 64
"""After more changes of clearances the tracks of the page are worked out anew."""
_NEAR = 4 * MARGIN
_OVERLAP = 1.0
"""Shapes that overlap an end of the connector by more than this are no obstacles for it, scene units."""


@dataclass(frozen=True, slots=True)
class Field:
    """The obstacles that count for one connector.

    Attributes:
        shapes: the obstacles themselves.
        clear: with their clearance.
        tracks: returns those of the page, which are the same within the fence; None where other obstacles count than there.
    """

    shapes: Rects
    clear: Rects
    tracks: Callable[[], Tracks] | None = None


@dataclass(slots=True)
class _Table:
    """Obstacles as rows; free rows lie nowhere."""

    rows: dict[str, int]
    shapes: Rects
    clear: Rects
    free: list[int]

    def copied(self) -> _Table:
        return _Table(dict(self.rows), self.shapes.copy(), self.clear.copy(), list(self.free))


class Obstacles:
    """Boxes that lines keep clear of; `obstacles_of` makes them.

    Args:
        table: rows of the obstacles, owned from now on.
    """

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._changed: list[Box] = []
        self._tracks: Tracks | None = None
        self._outdated: list[list[float]] = []

    def __len__(self) -> int:
        return len(self._table.rows)

    def __contains__(self, shape_id: str) -> bool:
        return shape_id in self._table.rows

    @property
    def shapes(self) -> Rects:
        """The obstacles without clearance; free rows lie nowhere."""
        return self._table.shapes

    def overlaid(self, boxes: Mapping[str, Box | None]) -> Obstacles:
        """Return the obstacles as they would be with some moved, added or (None) gone."""
        self._settle()
        other = Obstacles(self._table.copied())
        other._tracks, other._outdated = self._tracks, list(self._outdated)
        for shape_id, box in boxes.items():
            other.put(shape_id, box)
        return other

    def put(self, shape_id: str, box: Box | None) -> None:
        """Add or move an obstacle, or take it away (None)."""
        table = self._table
        row = table.rows.get(shape_id)
        if row is not None:
            if box is not None and table.shapes[row].tolist() == list(rect_of(box)):
                return
            self._changed.append(box_of(table.shapes[row]))
        elif box is None:
            return
        else:
            row = table.rows[shape_id] = self._free_row()
        if box is None:
            del table.rows[shape_id]
            table.free.append(row)
            self._outdate(table.clear[row : row + 1])
            table.shapes[row] = table.clear[row] = _NOWHERE
        else:
            table.shapes[row] = rect_of(box)
            self._changed.append(box)

    def _free_row(self) -> int:
        table = self._table
        if not table.free:
            size = len(table.shapes)
            more = np.full((max(8, size), 4), INF)
            table.shapes, table.clear = np.vstack([table.shapes, more]), np.vstack([table.clear, more])
            table.free.extend(range(len(table.shapes) - 1, size - 1, -1))
        return table.free.pop()

    def box(self, shape_id: str) -> Box | None:
        """Return the box of an obstacle, None for what is none."""
        row = self._table.rows.get(shape_id)
        return None if row is None else box_of(self._table.shapes[row])

    def clearance(self, shape_id: str) -> Box | None:
        """Return the box of an obstacle with its clearance, None for what is none."""
        self._settle()
        row = self._table.rows.get(shape_id)
        return None if row is None else box_of(self._table.clear[row])

    def field(self, fence: Box, ends: tuple[Box | None, Box | None], ids: tuple[str, str]) -> Field:
        """Return what counts for a connector.

        Args:
            fence: nothing outside of it does.
            ends: boxes of the shapes at its ends, None for free ends; what overlaps one of them does not count.
            ids: of these shapes, which count although they overlap themselves.
        """
        self._settle()
        shapes, rows = self._table.shapes, self._table.rows
        barred = np.zeros(len(shapes), bool)
        for end in ends:
            if end is not None:
                barred |= touching(shapes, end.inflated(-_OVERLAP))
        barred[[rows[i] for i in ids if i in rows]] = False
        kept = touching(shapes, fence) & ~barred
        return Field(shapes[kept], self._table.clear[kept], None if barred.any() else self.tracks)

    def tracks(self) -> Tracks:
        """Return the free lines of the page; worked out when asked for and kept, and mended where obstacles have changed."""
        self._settle()
        clear, changed = self._table.clear[self._table.shapes[:, 0] < INF], self._outdated
        self._outdated = []
        if self._tracks is None or len(changed) > _MENDED:
            self._tracks = tracks_of(clear)
        elif changed:
            self._tracks = mended(self._tracks, clear, np.array(changed))
        return self._tracks

    def _outdate(self, clear: Rects) -> None:
        """Take in that some clearances are, or were, others."""
        if self._tracks is not None and len(self._outdated) <= _MENDED:
            self._outdated += clear[clear[:, 0] < INF].tolist()

    def entered_by(self, points: Sequence[Vec]) -> frozenset[str]:
        """Return the obstacles that a line of horizontal and vertical stretches goes through."""
        found = entered(points, self._table.shapes)
        return frozenset(i for i, row in self._table.rows.items() if found[row])

    def _settle(self) -> None:
        """Work out the clearance around what has changed."""
        if not self._changed:
            return
        changed, self._changed = self._changed, []
        shapes = self._table.shapes
        live = shapes[:, 0] < INF
        if len(changed) > _ONE_BY_ONE:
            self._inflate(live, live)
            return
        near = touching_any(shapes, [box.inflated(_NEAR) for box in changed]) & live
        if near.any():
            # All neighbours of these are read, but not written: their own neighbours may not be among them.
            self._inflate(near, touching(shapes, around_all(shapes[near]).inflated(_NEAR)) & live)

    def _inflate(self, written: Mask, read: Mask) -> None:
        rows: Rows = np.flatnonzero(read)
        clear, mine = self._table.clear, rows[written[rows]]
        before, after = clear[mine], inflated(self._table.shapes[rows])[written[rows]]
        clear[mine] = after
        others = (before != after).any(axis=1)
        self._outdate(before[others])
        self._outdate(after[others])


def obstacles_of(boxes: Mapping[str, Box]) -> Obstacles:
    """Return the obstacles with these boxes, by id, scene space."""
    shapes: Rects = np.array([rect_of(box) for box in boxes.values()], np.float64).reshape(-1, 4)
    rows = {shape_id: row for row, shape_id in enumerate(boxes)}
    return Obstacles(_Table(rows, shapes, inflated(shapes), []))
