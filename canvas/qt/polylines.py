"""Polylines of many connectors as one array of segments, by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.vec import Vec

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = NDArray[np.intp]


class Polylines:
    """Segments (x1, y1, x2, y2) by row; a line that gets longer moves to the end, its old place stays unused."""

    def __init__(self) -> None:
        self._start: Ints = np.zeros(0, np.int64)
        self._count: Ints = np.zeros(0, np.int64)
        self._segments: Floats = np.zeros((1024, 4))
        self._used = 0

    def grow(self, size: int) -> None:
        """Make room for rows below a number."""
        more = size - len(self._count)
        if more > 0:
            self._start = np.append(self._start, np.zeros(more, np.int64))
            self._count = np.append(self._count, np.zeros(more, np.int64))

    def put(self, rows: Rows, lines: Sequence[Sequence[Vec]]) -> None:
        """Set the polylines of some rows."""
        counts = np.array([max(0, len(line) - 1) for line in lines], np.int64)
        firsts = chain.from_iterable(chain.from_iterable(line[:-1]) for line in lines)
        seconds = chain.from_iterable(chain.from_iterable(line[1:]) for line in lines)
        total = 2 * int(counts.sum())
        ends = [np.fromiter(points, np.float64, total).reshape(-1, 2) for points in (firsts, seconds)]
        self.put_segments(rows, counts, np.concatenate(ends, axis=1))

    def put_segments(self, rows: Rows, counts: Ints, segments: Floats) -> None:
        """Set the polylines of some rows.

        Args:
            rows: each once.
            counts: number of segments of each.
            segments: all of them, in the order of the rows.
        """
        moved = counts > self._count[rows]
        room = counts[moved]
        self._start[rows[moved]] = self._used + np.cumsum(room) - room
        self._used += int(room.sum())
        while self._used > len(self._segments):
            self._segments = np.concatenate([self._segments, np.zeros_like(self._segments)])
        self._count[rows] = counts
        self._segments[self._places(rows)[0]] = segments

    def of(self, rows: Rows) -> tuple[Floats, Rows]:
        """Return the segments of some rows and, beside each, the position of its row in `rows`."""
        places, owner = self._places(rows)
        return self._segments[places], owner

    def _places(self, rows: Rows) -> tuple[Ints, Rows]:
        counts = self._count[rows]
        owner = np.repeat(np.arange(len(rows)), counts)
        first = np.repeat(self._start[rows] - (np.cumsum(counts) - counts), counts)
        return first + np.arange(len(owner)), owner
