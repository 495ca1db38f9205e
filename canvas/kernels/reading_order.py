"""The order in which people read boxes that lie about: row by row from the top, each from the left."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.geometry.box import Box


def reading_rows(boxes: Mapping[str, Box]) -> list[list[str]]:
    """Return ids row by row. Boxes that share more than half of the smaller one's height are one row.

    Args:
        boxes: scene boxes by id.
    """
    rows: list[list[str]] = []
    for key in sorted(boxes, key=lambda k: (boxes[k].center.y, boxes[k].x, k)):
        if rows and _together(height_of(boxes, rows[-1]), boxes[key]):
            rows[-1].append(key)
        else:
            rows.append([key])
    return [sorted(row, key=lambda k: (boxes[k].center.x, k)) for row in rows]


def height_of(boxes: Mapping[str, Box], row: list[str]) -> Box:
    """Return a box without width that is as high as a row."""
    top, bottom = min(boxes[k].y for k in row), max(boxes[k].bottom for k in row)
    return Box(0.0, top, 0.0, bottom - top)


def _together(row: Box, box: Box) -> bool:
    shared = min(row.bottom, box.bottom) - max(row.y, box.y)
    return shared > min(row.h, box.h) / 2
