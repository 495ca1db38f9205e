"""Aligning, distributing and giving the same size."""

from __future__ import annotations

from collections.abc import Callable, Collection

from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.resize import anchored, fit_frame
from canvas.kernels.translate import translate

EDGES: dict[str, Callable[[Box, Box], Vec]] = {
    "left": lambda all_, one: Vec(all_.x - one.x, 0.0),
    "center": lambda all_, one: Vec(all_.center.x - one.center.x, 0.0),
    "right": lambda all_, one: Vec(all_.right - one.right, 0.0),
    "top": lambda all_, one: Vec(0.0, all_.y - one.y),
    "middle": lambda all_, one: Vec(0.0, all_.center.y - one.center.y),
    "bottom": lambda all_, one: Vec(0.0, all_.bottom - one.bottom),
}
"""Where shapes can be aligned: (box of all, box of one) -> displacement of the one."""


def _movable(graph: Graph, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(s for s in graph.roots(ids) if not graph.records[s].is_connector and not graph.is_label(s))


def align(graph: Graph, ids: Collection[str], edge: str) -> Edits:
    """Return the edits that bring one edge (or middle) of all shapes to one line: that of the box around all.

    Args:
        graph: the page.
        ids: shapes; connectors among them are left alone.
        edge: key of EDGES.
    """
    shapes = _movable(graph, ids)
    frame = union(graph.bounds(s) for s in shapes)
    if frame is None or len(shapes) < 2:
        return {}
    return merged(*(translate(graph, (s,), EDGES[edge](frame, graph.bounds(s))) for s in shapes))


def distribute(graph: Graph, ids: Collection[str], *, horizontal: bool) -> Edits:
    """Return the edits that make the gaps between neighbouring shapes equal; the outermost two stay."""
    axis, size = (0, 2) if horizontal else (1, 3)
    boxes = {s: graph.bounds(s) for s in _movable(graph, ids)}
    if len(boxes) < 3:
        return {}
    ordered = sorted(boxes, key=lambda s: (boxes[s][axis] + boxes[s][size] / 2, s))
    first, last = boxes[ordered[0]], boxes[ordered[-1]]
    room = last[axis] - (first[axis] + first[size])
    gap = (room - sum(boxes[s][size] for s in ordered[1:-1])) / (len(ordered) - 1)
    parts: list[Edits] = []
    at = first[axis] + first[size]
    for shape_id in ordered[1:-1]:
        shift = at + gap - boxes[shape_id][axis]
        parts.append(translate(graph, (shape_id,), Vec(shift, 0.0) if horizontal else Vec(0.0, shift)))
        at += gap + boxes[shape_id][size]
    return merged(*parts)


def same_size(graph: Graph, ids: Collection[str], *, width: bool, height: bool) -> Edits:
    """Return the edits that give all shapes the width and/or height of the last one; centres stay."""
    shapes = _movable(graph, ids)
    if len(shapes) < 2:
        return {}
    model = graph.box(shapes[-1])
    parts: list[Edits] = []
    for shape_id in shapes[:-1]:
        box = graph.box(shape_id)
        w, h = model.w if width else box.w, model.h if height else box.h
        parts.append(fit_frame(graph, (shape_id,), anchored(box, 0.0, w, h, Vec(0.5, 0.5))))
    return merged(*parts)
