"""New sizes for shapes whose size is not just their own: shut containers, pools and tables, and what these place."""

from __future__ import annotations

from canvas.kernels import lanes, tables
from canvas.kernels.arrangement import KEY, STACK, TABLE, holder_of, stacks_sideways
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph


def is_placed(graph: Graph, shape_id: str) -> bool:
    """Tell whether a container decides where a shape lies: it is a lane of a pool, or a row or a cell of a table."""
    return bool(holder_of(shape_id, graph.records, graph.links))


def mover(graph: Graph, shape_id: str) -> str:
    """Return what moves when a shape is moved: the shape, or the outermost container that places it."""
    while holder := holder_of(shape_id, graph.records, graph.links):
        shape_id = holder
    return shape_id


def size_edits(graph: Graph, shape_id: str, w: float, h: float) -> Edits | None:
    """Return the edits that give a shape a size, None when that is its own w and h."""
    record = graph.records[shape_id]
    holder = holder_of(shape_id, graph.records, graph.links)
    if holder:
        return _placed_size(graph, holder, shape_id, w, h)
    if record.get("collapsed"):
        return {shape_id: {"folded_w": w, "folded_h": h}} if record.get("folded_w") else None
    stretch = {STACK: lanes.stretched, TABLE: tables.stretched}.get(str(record.get(KEY, "")))
    return None if stretch is None else stretch(graph, shape_id, w, h)


def _placed_size(graph: Graph, holder: str, shape_id: str, w: float, h: float) -> Edits:
    """Return the edits of a lane, row or cell: along the container it has its own size, across it the container's."""
    box = graph.box(shape_id)
    if graph.records[holder].get(KEY) == STACK:
        sideways = stacks_sideways(graph.records[holder].values)
        whole, across = graph.box(holder), (h - box.h if sideways else w - box.w)
        along = lanes.divided(graph, holder, shape_id, w - box.w if sideways else h - box.h)
        return merged(along, {holder: {"h": whole.h + across} if sideways else {"w": whole.w + across}})
    found = tables.read(graph, holder)
    if shape_id in found.rows:
        return tables.heightened(graph, holder, found.rows.index(shape_id), h - box.h)
    at = found.place(shape_id)
    if at is None:
        return {}
    area = tables.area_of(graph, found, at)
    return merged(
        tables.widened(graph, holder, area.right, w - box.w), tables.heightened(graph, holder, area.bottom, h - box.h)
    )
