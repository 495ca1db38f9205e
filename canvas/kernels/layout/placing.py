"""From the places that an engine found to edits: where the whole picture lies, who stays, and which bends go."""

from __future__ import annotations

from collections.abc import Callable

from canvas.geometry.box import Box, union
from canvas.geometry.vec import ORIGIN, Vec, add, scale, sub
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.layout.gathering import linking
from canvas.kernels.layout.request import Node, Places, Request
from canvas.kernels.translate import translate
from canvas.model.plan import UNSET


def edits_of(graph: Graph, request: Request, places: Places, may_bend: Callable[[str], bool]) -> Edits:
    """Return the edits that move shapes to their places.

    Pinned shapes stay, and the rest is moved as a whole so that it fits them best; without any, the left top corner of the picture
    stays. Bends of connectors between the placed shapes are taken away: they belonged to the old places.

    Args:
        graph: the page.
        request: what was asked.
        places: what was found; shapes without a place stay.
        may_bend: tells which connectors may lose their bends.
    """
    by = _shift(request, places)
    moves = [
        (node.id, sub(add(places[node.id], by), graph.bounds(node.id).center))
        for node in request.nodes
        if not node.pinned and node.id in places and node.id in graph.records
    ]
    inside = graph.descendants(node.id for node in request.nodes if node.id in graph.records)
    straightened: Edits = {
        c: {"waypoints": UNSET}
        for c in linking(graph, dict.fromkeys(inside))
        if may_bend(c) and graph.records[c].get("waypoints")
    }
    return merged(*(translate(graph, (shape,), step) for shape, step in moves), straightened)


def _shift(request: Request, places: Places) -> Vec:
    known = [node for node in request.nodes if node.id in places]
    pinned = [node for node in known if node.pinned]
    if pinned:
        total = ORIGIN
        for node in pinned:
            total = add(total, sub(node.at, places[node.id]))
        return scale(total, 1.0 / len(pinned))
    before = union(_box(node, node.at) for node in known)
    after = union(_box(node, places[node.id]) for node in known)
    if before is None or after is None:
        return ORIGIN
    return Vec(round(before.x - after.x), round(before.y - after.y))


def _box(node: Node, at: Vec) -> Box:
    return Box(at.x - node.w / 2, at.y - node.h / 2, node.w, node.h)
