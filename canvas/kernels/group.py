"""Groups: a shape without looks of its own that holds others together."""

from __future__ import annotations

from collections.abc import Collection

from canvas.geometry.box import Box, union
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.edits import Edits, changes, deletions, merged, tidy
from canvas.kernels.graph import Graph
from canvas.kernels.loose_ends import loosened
from canvas.kernels.order import orders_on_top
from canvas.kernels.placing import moving_parts, shifted_line
from canvas.kernels.reparent import reparent
from canvas.model.ordering import many_between
from canvas.model.plan import Create, Plan
from canvas.model.records import Value

GROUP = "group"


def group(graph: Graph, ids: Collection[str], group_id: str) -> Plan:
    """Return the plan that puts at least two shapes into a new group, which takes the place of the frontmost one.

    Args:
        graph: the page.
        ids: shapes; they may have different parents, then the group lies on the frontmost one's layer.
        group_id: id of the new group.
    """
    roots = [s for s in graph.in_paint_order(graph.roots(ids)) if not graph.is_label(s)]
    frame = union(graph.bounds(s) for s in roots)
    if len(roots) < 2 or frame is None:
        return Plan("Group")
    parents = {graph.links.parent(s) for s in roots}
    parent = parents.pop() if len(parents) == 1 else ""
    place = graph.links.place(roots[-1])
    origin = graph.origin(roots[0]) if parent else ORIGIN
    values: dict[str, Value] = {
        "kind": GROUP,
        "style.fill": "none",
        "style.stroke": "none",
        "page": place[0],
        "layer": place[1],
        "order": _order_before(graph, roots[-1], parent),
        "x": tidy(frame.x - origin.x),
        "y": tidy(frame.y - origin.y),
        "w": tidy(frame.w),
        "h": tidy(frame.h),
    }
    if parent:
        values["parent"] = parent
    inside = _inside(graph, roots, group_id, frame, place)
    return Plan("Group", (Create(group_id, values), *changes(inside, graph.records)))


def _order_before(graph: Graph, shape_id: str, parent: str) -> str:
    """Return an order string right behind the frontmost member, or in front of all when that one lies elsewhere."""
    siblings = graph.siblings(shape_id)
    if graph.links.parent(shape_id) != parent:
        return orders_on_top(graph, graph.links.tops(*graph.links.place(shape_id)), 1)[0]
    own = graph.records[shape_id].order
    behind = [graph.records[s].order for s in siblings if graph.records[s].order < own]
    return many_between(max(behind, default=None), own or None, 1)[0]


def _inside(graph: Graph, roots: Collection[str], group_id: str, frame: Box, place: tuple[str, str]) -> Edits:
    """Return the edits that move shapes into a group that does not exist yet; they keep their sequence."""
    edits: Edits = {}
    for shape_id, order in zip(roots, many_between(None, None, len(roots)), strict=True):
        record = graph.records[shape_id]
        values: dict[str, Value] = {"parent": group_id, "page": place[0], "layer": place[1], "order": order}
        origin = graph.origin(shape_id)
        shift = Vec(origin.x - frame.x, origin.y - frame.y)
        if record.is_connector:
            values = {**shifted_line(moving_parts(record.values), shift), **values}
        else:
            box = graph.box(shape_id)
            values.update(x=box.x - frame.x, y=box.y - frame.y)
        edits[shape_id] = values
    return edits


def ungroup(graph: Graph, ids: Collection[str]) -> Plan:
    """Return the plan that takes the members out of groups (or any shapes that hold others) and removes empty groups.

    Members come to lie where the group lay, in the same sequence. Connectors glued to a removed group keep a free end.
    """
    parts: list[Edits] = []
    gone: list[str] = []
    for shape_id in graph.roots(ids):
        members = graph.links.children(shape_id)
        if not members or graph.records[shape_id].is_connector:
            continue
        orders = _orders_at(graph, shape_id, len(members))
        parts.append(reparent(graph, members, graph.links.parent(shape_id), graph.links.place(shape_id), orders))
        if graph.records[shape_id].kind == GROUP:
            gone.append(shape_id)
            parts += _let_go(graph, shape_id)
    return Plan("Ungroup", (*changes(merged(*parts), graph.records), *deletions(gone)))


def _orders_at(graph: Graph, shape_id: str, count: int) -> list[str]:
    """Return order strings between a shape and the next one in front of it."""
    own = graph.records[shape_id].order
    ahead = [graph.records[s].order for s in graph.siblings(shape_id) if graph.records[s].order > own]
    return many_between(own or None, min(ahead, default=None), count)


def _let_go(graph: Graph, shape_id: str) -> list[Edits]:
    """Return the edits that free the connector ends glued to a shape."""
    return [
        {connector: loosened(graph, connector, end)}
        for connector in graph.links.connectors_of(shape_id)
        for end in (0, 1)
        if graph.links.ends(connector)[end] == shape_id
    ]
