"""Copies of shapes: taken out of one diagram and put into the same or another one under new ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from canvas.geometry.box import Box, union
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels.edits import tidy
from canvas.kernels.graph import Graph
from canvas.kernels.loose_ends import loosened
from canvas.kernels.placing import ENDS, shifted_line
from canvas.model.ordering import many_between
from canvas.model.plan import UNSET, Create, Plan
from canvas.model.records import ShapeRecord, Value

_PLACE = ("page", "layer", "parent", "order")


@dataclass(frozen=True, slots=True)
class Copied:
    """Shapes outside any document.

    Attributes:
        shapes: parents before children, back to front. The outermost ones have no parent and lie in scene space; none has a
            page or a layer. Connector ends outside the copy are free.
        box: scene box around the outermost ones.
    """

    shapes: tuple[ShapeRecord, ...]
    box: Box

    @property
    def roots(self) -> tuple[str, ...]:
        """Ids of the outermost shapes, back to front."""
        return tuple(s.id for s in self.shapes if not s.parent)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an outermost copy goes.

    Attributes:
        page: id.
        layer: id.
        parent: shape id or "".
        origin: scene point that coordinates inside the parent are measured from.
        order: fractional index among the new siblings.
    """

    page: str
    layer: str
    parent: str
    origin: Vec
    order: str


def copy_of(graph: Graph, ids: Collection[str]) -> Copied | None:
    """Return shapes with all that is inside them, or None when there is nothing to copy.

    A connector that is not chosen comes along when it joins two copied shapes of which at least one is inside another.
    """
    roots = graph.in_paint_order(graph.roots(ids))
    whole = dict.fromkeys(graph.descendants(roots))
    joining = [c for c in _joining(graph, frozenset(whole), frozenset(roots)) if c not in whole]
    taken = {**whole, **dict.fromkeys(graph.descendants(joining))}
    box = union(graph.bounds(s) for s in roots)
    if box is None:
        return None
    outermost = {*roots, *joining}
    shapes = tuple(_copy(graph, s, s in outermost, taken) for s in graph.in_paint_order(taken))
    return Copied(shapes, box)


def _joining(graph: Graph, whole: frozenset[str], roots: frozenset[str]) -> tuple[str, ...]:
    found = {c: None for s in sorted(whole - roots) for c in graph.links.connectors_of(s)}
    return tuple(c for c in found if all(end in whole for end in graph.links.ends(c)))


def _copy(graph: Graph, shape_id: str, outermost: bool, taken: Collection[str]) -> ShapeRecord:
    record = graph.records[shape_id]
    values: dict[str, Value] = {k: v for k, v in record.values.items() if k not in _PLACE}
    if record.is_connector:
        for end, name in enumerate(ENDS):
            glued = graph.links.ends(shape_id)[end]
            if glued not in taken and (glued or name in values):
                values.update(loosened(graph, shape_id, end))
        values = {k: v for k, v in values.items() if v is not UNSET}
        if outermost:
            values = shifted_line(values, graph.origin(shape_id))
    elif outermost:
        box = graph.box(shape_id)
        values = {k: v for k, v in values.items() if k not in ("relative", "dx", "dy")}
        values.update(x=tidy(box.x), y=tidy(box.y))
    if not outermost:
        values["parent"] = graph.links.parent(shape_id)
        values["order"] = record.order
    return ShapeRecord(shape_id, values, record.label)


def paste(
    copied: Copied, new_ids: Mapping[str, str], shift: Vec, into: Callable[[str], Destination], name: str = "Paste"
) -> Plan:
    """Return the plan that puts copies into a document.

    Args:
        copied: what to put in.
        new_ids: the id that each shape of the copy gets.
        shift: displacement in scene space.
        into: id of an outermost shape (as in the copy) -> where its copy goes.
        name: of the plan.
    """
    goes_to: dict[str, Destination] = {}
    ops: list[Create] = []
    for shape in copied.shapes:
        goes_to[shape.id] = goes_to[shape.parent] if shape.parent else into(shape.id)
        ops.append(_created(shape, new_ids, shift, goes_to[shape.id]))
    return Plan(name, tuple(ops))


def _created(shape: ShapeRecord, new_ids: Mapping[str, str], shift: Vec, destination: Destination) -> Create:
    values = dict(shape.values)
    for name in ENDS:
        if name in values:
            values[name] = new_ids[values[name]]
    if shape.parent:
        values["parent"] = new_ids[shape.parent]
    else:
        by = Vec(shift.x - destination.origin.x, shift.y - destination.origin.y)
        values["order"] = destination.order
        if destination.parent:
            values["parent"] = destination.parent
        if shape.is_connector:
            values = shifted_line(values, by)
        else:
            values.update(x=tidy(shape.x + by.x), y=tidy(shape.y + by.y))
    values["page"], values["layer"] = destination.page, destination.layer
    return Create(new_ids[shape.id], values, shape.label)


def beside(graph: Graph, ids: Sequence[str]) -> dict[str, Destination]:
    """Return destinations in the same parents, in front of the siblings: what duplicating in place needs."""
    result: dict[str, Destination] = {}
    tops: dict[tuple[str, tuple[str, str]], str] = {}
    for shape_id in ids:
        labels = graph.is_label(shape_id)
        parent = "" if labels else graph.links.parent(shape_id)
        place = graph.links.place(shape_id)
        key = (parent, place)
        if key not in tops:
            tops[key] = graph.records[graph.siblings(shape_id)[-1]].order
        tops[key] = many_between(tops[key] or None, None, 1)[0]
        origin = graph.origin(shape_id) if parent else ORIGIN
        result[shape_id] = Destination(place[0], place[1], parent, origin, tops[key])
    return result
