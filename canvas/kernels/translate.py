"""Moving shapes. Children follow by themselves, since their places are relative to their parents."""

from __future__ import annotations

from collections.abc import Collection

from canvas.geometry.vec import Vec, add
from canvas.kernels.arranged_size import mover
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.placing import carried_connectors, line_edits


def translate(graph: Graph, ids: Collection[str], by: Vec) -> Edits:
    """Return the edits that move shapes by a displacement in scene space.

    A shape inside another moved one is not moved twice. Connectors keep their glued ends; their bends and free ends move,
    and those of connectors between two moved shapes too. Labels on connectors stay: they are moved along their line. Lanes and
    cells have no place of their own: their pool or table moves.
    """
    roots = graph.roots({mover(graph, i): None for i in ids if i in graph.records})
    moved = frozenset(graph.descendants(roots))
    parts: list[Edits] = [_moved(graph, shape_id, by) for shape_id in roots]
    parts += [line_edits(graph, c, lambda p: add(p, by)) for c in carried_connectors(graph, moved)]
    return merged(*parts)


def _moved(graph: Graph, shape_id: str, by: Vec) -> Edits:
    record = graph.records[shape_id]
    if record.is_connector:
        return line_edits(graph, shape_id, lambda p: add(p, by))
    if graph.is_label(shape_id):
        return {}
    if record.get("relative"):
        return {shape_id: {"dx": float(record.get("dx", 0.0)) + by.x, "dy": float(record.get("dy", 0.0)) + by.y}}
    return {shape_id: {"x": record.x + by.x, "y": record.y + by.y}}
