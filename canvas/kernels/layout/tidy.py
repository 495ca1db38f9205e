"""Tidying by hand's eye: shapes that stand nearly in rows and columns stand in them exactly, with equal gaps."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from statistics import median

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.layout.gathering import movable
from canvas.kernels.reading_order import height_of, reading_rows
from canvas.kernels.translate import translate

LEAST_GAP = 20.0
"""Least room between neighbours after tidying, scene units."""


def tidy_up(graph: Graph, ids: Collection[str], grid: float) -> Edits:
    """Return the edits that put shapes into straight rows and columns.

    Shapes whose heights overlap by more than half are one row. Each column is as wide as its widest shape; gaps are the median of
    those found, on the grid. The left top corner of the whole stays.

    Args:
        graph: the page.
        ids: shapes; connectors among them follow.
        grid: gaps become multiples of it, scene units.
    """
    boxes = {s: graph.bounds(s) for s in movable(graph, ids)}
    if len(boxes) < 2:
        return {}
    rows = reading_rows(boxes)
    columns = max(len(row) for row in rows)
    widths = [max((boxes[row[i]].w for row in rows if i < len(row)), default=0.0) for i in range(columns)]
    across = _gap([(boxes[a], boxes[b]) for row in rows for a, b in pairwise(row)], 0, grid)
    down = _gap([(height_of(boxes, a), height_of(boxes, b)) for a, b in pairwise(rows)], 1, grid)
    left, top = min(b.x for b in boxes.values()), min(b.y for b in boxes.values())
    parts: list[Edits] = []
    for row in rows:
        height = max(boxes[s].h for s in row)
        x = left
        for shape, width in zip(row, widths, strict=False):
            box = boxes[shape]
            to = Vec(x + (width - box.w) / 2, top + (height - box.h) / 2)
            parts.append(translate(graph, (shape,), Vec(to.x - box.x, to.y - box.y)))
            x += width + across
        top += height + down
    return merged(*parts)


def _gap(neighbours: list[tuple[Box, Box]], axis: int, grid: float) -> float:
    """Return the gap between neighbours along an axis: the median one, at least LEAST_GAP, on the grid."""
    gaps = [b[axis] - (a[axis] + a[axis + 2]) for a, b in neighbours]
    found = max(LEAST_GAP, median(gaps)) if gaps else LEAST_GAP
    return max(grid, round(found / grid) * grid) if grid > 0 else found
