"""What a band selects and what goes around many shapes, by their own outlines: boxes tell most of it, lines are routed for the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.scene.outline_boxes import OutlineBoxes

Rows = NDArray[np.intp]


class Outlines:
    """Outlines by row of the scene's spatial index.

    Args:
        index: holds what is painted.
        points: routes the line of a connector; empty for shapes, and for curves, whose box tells too little.
    """

    def __init__(self, index: SpatialIndex, points: Callable[[str], tuple[Vec, ...]]) -> None:
        self._index = index
        self._points = points
        self._boxes = OutlineBoxes()

    def put(self, rows: Sequence[int], boxes: Sequence[Box], exactness: Sequence[int]) -> None:
        """Set the boxes of some rows, see `canvas.scene.outline_boxes`."""
        self._boxes.put(rows, boxes, exactness)

    def free(self, row: int) -> None:
        """Forget a row."""
        self._boxes.free(row)

    def within(self, band: Box, contain: bool, is_selected: Callable[[str], bool]) -> Rows:
        """Return the rows of what lies inside a band or touches it, see `PageScene.within`."""
        chosen, doubtful = self._boxes.select(band, contain)
        more = []
        for row in doubtful.tolist():
            shape_id = self._index.id_at(row)
            if shape_id is not None:
                if is_selected(shape_id):
                    more.append(row)
                if points := self._points(shape_id):
                    self._boxes.put_line(row, points)
        return np.concatenate([chosen, np.array(more, np.intp)]) if more else chosen

    def around(self, ids: Collection[str], exact: Callable[[str], Box]) -> Box | None:
        """Return the box around the outlines of painted ids, None for no ids.

        Lines whose rough box lies within what surely belongs to it anyway are not routed.

        Args:
            ids: painted, each once.
            exact: returns the box around an outline.
        """
        if not ids:
            return None
        (x, y, right, bottom), rough = self._boxes.around(self._index.rows(ids))
        for row in rough.tolist():
            box, shape_id = self._boxes.box(row), self._index.id_at(row)
            if shape_id is None or (x <= box.x and y <= box.y and box.right <= right and box.bottom <= bottom):
                continue
            box = exact(shape_id)
            x, y, right, bottom = min(x, box.x), min(y, box.y), max(right, box.right), max(bottom, box.bottom)
            if points := self._points(shape_id):
                self._boxes.put_line(row, points)
        return Box(x, y, right - x, bottom - y)
