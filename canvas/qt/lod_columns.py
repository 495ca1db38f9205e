"""What the PIXELS band needs of every shape, as numpy columns beside the rows of the scene's spatial index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.far_lines import far_segments
from canvas.qt.lod import LINE, Swatch
from canvas.qt.polylines import Floats, Polylines, Rows


class Places(Protocol):
    """Where things of a page lie."""

    def seen_box(self, shape_id: str, /) -> Box:
        """Return what is seen of a shape's own box, unrotated."""
        ...

    def points(self, shape_id: str, /) -> tuple[Vec, ...]:
        """Return a connector's polyline."""
        ...

    def plain_line(self, shape_id: str, /) -> tuple[int, int, bool] | None:
        """Return the rows of the shapes that a connector joins and whether it is orthogonal; None when it must be routed."""
        ...


class LodColumns:
    """Look, box and polyline by row; filled when a row is first seen, dropped when its shape changes.

    Attributes:
        known: rows that are filled.
        look: position of each row's look in `looks`.
        box: left, top, right, bottom of each row.
    """

    def __init__(self, swatch: Callable[[str], Swatch], places: Places) -> None:
        """Make empty columns.

        Args:
            swatch: colours of a shape by id.
            places: boxes and lines by id.
        """
        self._swatch = swatch
        self._places = places
        self.known: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.look: NDArray[np.int32] = np.zeros(0, np.int32)
        self.box: Floats = np.zeros((4, 0))
        self._lines = Polylines()
        self._numbers: dict[Swatch, int] = {}
        self._rows: dict[str, int] = {}

    @property
    def looks(self) -> NDArray[np.int64]:
        """Return the looks there are: silhouette, fill and stroke by row."""
        return np.array([*self._numbers], np.int64).reshape(-1, 3).T

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
        wanted = rows[~self.known[rows]].tolist()
        found = [(row, shape_id) for row in wanted if (shape_id := id_at(row)) is not None]
        if found:
            self._fill(found, id_at)

    def segments(self, rows: Rows) -> tuple[Floats, Rows]:
        """Return the segments (x1, y1, x2, y2) of connectors and, beside each, the position of its connector in `rows`."""
        return self._lines.of(rows)

    def _grow(self, size: int) -> None:
        have = len(self.known)
        if size <= have:
            return
        more = max(size, 2 * have, 256) - have
        self.known = np.append(self.known, np.zeros(more, np.bool_))
        self.look = np.append(self.look, np.zeros(more, np.int32))
        self.box = np.concatenate([self.box, np.zeros((4, more))], axis=1)
        self._lines.grow(have + more)

    def _fill(self, found: Sequence[tuple[int, str]], id_at: Callable[[int], str | None]) -> None:
        rows = np.array([row for row, _ in found], np.intp)
        swatches = [self._swatch(shape_id) for _, shape_id in found]
        numbers = self._numbers
        self.look[rows] = [numbers.setdefault(swatch, len(numbers)) for swatch in swatches]
        self.known[rows] = True
        self._rows.update((shape_id, row) for row, shape_id in found)
        pairs = list(zip(found, swatches, strict=True))
        self._fill_boxes([item for item, swatch in pairs if swatch.silhouette != LINE])
        self._fill_lines([item for item, swatch in pairs if swatch.silhouette == LINE], id_at)

    def _fill_boxes(self, found: Sequence[tuple[int, str]]) -> None:
        boxes = [self._places.seen_box(shape_id) for _, shape_id in found]
        numbers = np.fromiter(chain.from_iterable(boxes), np.float64, 4 * len(boxes)).reshape(-1, 4).T
        rows = [row for row, _ in found]
        self.box[:2, rows] = numbers[:2]
        self.box[2:, rows] = numbers[:2] + numbers[2:]

    def _fill_lines(self, found: Sequence[tuple[int, str]], id_at: Callable[[int], str | None]) -> None:
        plain: list[tuple[int, int, int, bool]] = []
        routed: list[tuple[int, str]] = []
        for row, shape_id in found:
            line = self._places.plain_line(shape_id)
            if line is None:
                routed.append((row, shape_id))
            else:
                plain.append((row, *line))
        self._lines.put(np.array([row for row, _ in routed], np.intp), [self._places.points(i) for _, i in routed])
        if plain:
            rows, sources, targets, orthogonal = np.array(plain, np.intp).T
            self.ensure(np.unique(np.concatenate([sources, targets])), id_at)
            counts, segments = far_segments(self.box[:, sources], self.box[:, targets], orthogonal > 0)
            self._lines.put_segments(rows, counts, segments)
