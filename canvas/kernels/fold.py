"""Shutting containers: the size they have while shut."""

from __future__ import annotations

from canvas.kernels.arrangement import KEY, LANE, STACK, TABLE, head, stacks_sideways
from canvas.kernels.edits import Edits
from canvas.kernels.graph import Graph
from canvas.kernels.lanes import pool_of
from canvas.model.plan import UNSET
from canvas.model.records import ShapeRecord, Value

SHUT_W, SHUT_H = 160.0, 40.0
"""Largest size of a shut container without a head, scene units."""
SHUT_LANE = 30.0
"""Breadth of a shut lane whose head is at its side."""
_HEADED = (LANE, TABLE)


def fold(graph: Graph, shape_id: str, *, shut: bool) -> Edits:
    """Return the edits that shut or open a container; the first time it is shut it also gets its folded size."""
    record = graph.records[shape_id]
    values: dict[str, Value] = {"collapsed": True if shut else UNSET}
    if shut and not (record.get("folded_w") and record.get("folded_h")):
        box = graph.box(shape_id)
        values["folded_w"], values["folded_h"] = _lane_size(graph, shape_id) or folded_size(record, box.w, box.h)
    return {shape_id: values}


def _lane_size(graph: Graph, shape_id: str) -> tuple[float, float] | None:
    """Return the size of a shut lane: a strip across its pool; None for what is no lane of an arranging pool."""
    pool = pool_of(graph, shape_id)
    if not pool or graph.records[pool].get(KEY) != STACK:
        return None
    box, (left, top) = graph.box(shape_id), head(graph.records[shape_id].values)
    if stacks_sideways(graph.records[pool].values):
        return max(left, SHUT_LANE), box.h
    return box.w, max(top, SHUT_LANE)


def folded_size(record: ShapeRecord, w: float, h: float) -> tuple[float, float]:
    """Return the size of a container that is shut for the first time: its head, or a small box.

    Args:
        record: the container.
        w: width while open, scene units.
        h: height while open.
    """
    if record.kind in _HEADED:
        left, top = head(record.values)
        if top > 0:
            return w, min(h, top)
        if left > 0:
            return max(left, SHUT_LANE), h
    return min(w, SHUT_W), min(h, SHUT_H)


def is_foldable(graph: Graph, shape_id: str) -> bool:
    """Tell whether a shape can be shut: it holds others loosely, and something is inside or it is shut already."""
    record = graph.records.get(shape_id)
    if record is None or record.is_connector or record.kind == "tableRow" or not graph.is_container(record):
        return False
    if record.kind == TABLE and not any(head(record.values)):
        # A table without a head would leave nothing to be seen.
        return bool(record.get("collapsed"))
    return bool(record.get("collapsed")) or bool(graph.links.children(shape_id))
