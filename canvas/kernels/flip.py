"""Mirroring shapes about the middle of all of them."""

from __future__ import annotations

from collections.abc import Collection

from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.placing import box_edits, carried_connectors, line_edits
from canvas.kernels.rotate import normal_degrees


def flip(graph: Graph, ids: Collection[str], *, horizontal: bool) -> Edits:
    """Return the edits that mirror shapes left to right (`horizontal`) or top to bottom, with all that is inside them."""
    roots = graph.roots(ids)
    frame = union(graph.bounds(s) for s in roots)
    if frame is None:
        return {}
    key = "flip_h" if horizontal else "flip_v"
    boxes: dict[str, Box] = {}
    marks: Edits = {}
    lines: list[str] = []

    def change(p: Vec) -> Vec:
        return Vec(2 * frame.center.x - p[0], p[1]) if horizontal else Vec(p[0], 2 * frame.center.y - p[1])

    for shape_id in graph.descendants(roots):
        record = graph.records[shape_id]
        if record.is_connector:
            lines.append(shape_id)
        elif not record.get("relative"):
            box = graph.box(shape_id)
            middle = change(box.center)
            boxes[shape_id] = Box(middle.x - box.w / 2, middle.y - box.h / 2, box.w, box.h)
            marks[shape_id] = {key: not record.get(key, False), "rotation": normal_degrees(-record.rotation)}
    lines += carried_connectors(graph, frozenset(graph.descendants(roots)))
    return merged(box_edits(graph, boxes), marks, *(line_edits(graph, c, change, boxes) for c in lines))
