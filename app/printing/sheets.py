"""How a page of a diagram is spread over sheets of paper; numbers only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from canvas.geometry.box import Box

UNITS_PER_INCH = 96.0
MOST_SHEETS = 400
"""More sheets than this for one page are never meant."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How large to print.

    Attributes:
        columns: sheets side by side that a page must fit on; 0 prints at `scale`.
        rows: sheets below each other that a page must fit on.
        scale: of the real size (1 is 96 units an inch) where no sheets are given.
    """

    columns: int = 1
    rows: int = 1
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        part: what of the scene fills its printable area.
        scale: printed size of a scene unit, 1 is the real size.
    """

    part: Box
    scale: float


def sheets(content: Box, paper: tuple[float, float], fit: Fit) -> tuple[Sheet, ...]:
    """Return the sheets of one page, row by row; empty ones at the end of nothing are never made.

    Content is never enlarged to fit, and lies in the middle of its sheets.

    Args:
        content: what is to be printed, scene space.
        paper: width and height of the printable area, in scene units at real size.
        fit: how large.
    """
    width, height = max(content.w, 1.0), max(content.h, 1.0)
    if fit.columns > 0 and fit.rows > 0:
        scale = min(1.0, paper[0] * fit.columns / width, paper[1] * fit.rows / height)
    else:
        scale = max(fit.scale, 0.01)
    part_w, part_h = paper[0] / scale, paper[1] / scale
    columns, rows = _count(width, part_w), _count(height, part_h)
    while columns * rows > MOST_SHEETS:
        scale *= 0.9
        part_w, part_h = paper[0] / scale, paper[1] / scale
        columns, rows = _count(width, part_w), _count(height, part_h)
    left, top = content.center.x - columns * part_w / 2, content.center.y - rows * part_h / 2
    grid = ((row, column) for row in range(rows) for column in range(columns))
    return tuple(Sheet(Box(left + column * part_w, top + row * part_h, part_w, part_h), scale) for row, column in grid)


def _count(length: float, of: float) -> int:
    return max(1, math.ceil(length / of - 1e-6))
