"""Moving shapes into another parent or layer without moving them in the scene."""

from __future__ import annotations

from collections.abc import Collection

from canvas.geometry.vec import ORIGIN, Vec, add, sub
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.order import orders_on_top
from canvas.kernels.placing import moving_parts, shifted_line
from canvas.model.plan import UNSET
from canvas.model.records import Value


def reparent(
    graph: Graph,
    ids: Collection[str],
    parent: str,
    place: tuple[str, str],
    orders: Collection[str] | None = None,
    by: Vec = ORIGIN,
) -> Edits:
    """Return the edits that put shapes into a parent, in front of what is there, without moving them in the scene.

    A shape is never put into itself or into something inside it; one that is in the parent already is left alone.

    Args:
        graph: the page.
        ids: shapes.
        parent: shape that takes them, "" for the layer itself.
        place: page and layer that they come to lie on.
        orders: order strings to use, one per shape that moves; by default in front of the parent's children.
        by: displacement in scene space that they make at the same time.
    """
    shapes = movable_into(graph, ids, parent, place)
    there = graph.links.children(parent) if parent else graph.links.tops(*place)
    given = list(orders) if orders is not None else orders_on_top(graph, there, len(shapes))
    return merged(*(_into(graph, s, parent, place, order, by) for s, order in zip(shapes, given, strict=False)))


def movable_into(graph: Graph, ids: Collection[str], parent: str, place: tuple[str, str]) -> tuple[str, ...]:
    """Return which of the shapes a change of parent or layer concerns, back to front."""
    barred = {parent, *graph.ancestors(parent)} if parent else set()
    roots = set(graph.roots(ids)) - barred
    return tuple(
        s
        for s in graph.in_paint_order(roots)
        if (graph.links.parent(s) != parent or graph.links.place(s) != place) and not graph.is_label(s)
    )


def _into(graph: Graph, shape_id: str, parent: str, place: tuple[str, str], order: str, by: Vec) -> Edits:
    record = graph.records[shape_id]
    values: dict[str, Value] = {"parent": parent, "page": place[0], "layer": place[1], "order": order}
    shift = add(sub(graph.origin(shape_id), _inner_origin(graph, parent)), by)
    if record.is_connector:
        values = {**shifted_line(moving_parts(record.values), shift), **values}
    else:
        box = graph.box(shape_id)
        old = graph.origin(shape_id)
        values.update(x=box.x - old.x + shift.x, y=box.y - old.y + shift.y)
        if record.get("relative"):
            values.update(relative=UNSET, dx=UNSET, dy=UNSET)
    return {shape_id: values}


def _inner_origin(graph: Graph, parent: str) -> Vec:
    if not parent:
        return ORIGIN
    box = graph.box(parent)
    return Vec(box.x, box.y)
