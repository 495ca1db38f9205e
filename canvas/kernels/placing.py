"""From absolute places to the parent-relative numbers that documents hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec, add, sub
from canvas.kernels.arranged_size import is_placed, size_edits
from canvas.kernels.edits import Edits, merged
from canvas.kernels.edits import point as as_point
from canvas.kernels.graph import Graph
from canvas.model.records import Value

ENDS = ("source", "target")
"""Names of a connector's ends; their positions are the numbers of the ends."""

PointMap = Callable[[Vec], Vec]


def box_edits(graph: Graph, boxes: Mapping[str, Box]) -> Edits:
    """Return x, y, w and h for shapes that are to lie at absolute boxes.

    Shapes that are not named keep their own numbers, so they go along with their parents.

    Args:
        graph: the page as it is.
        boxes: absolute boxes, before rotation.
    """
    edits: Edits = {}
    for shape_id, box in boxes.items():
        old = graph.box(shape_id)
        record = graph.records[shape_id]
        values = edits.setdefault(shape_id, {})
        if (box.w, box.h) != (old.w, old.h):
            special = size_edits(graph, shape_id, box.w, box.h)
            edits = merged(edits, {shape_id: {"w": box.w, "h": box.h}} if special is None else special)
            values = edits[shape_id]
        if is_placed(graph, shape_id):
            continue
        shift = sub(sub(Vec(box.x, box.y), Vec(old.x, old.y)), _origin_shift(graph, shape_id, boxes))
        if record.get("relative"):
            values.update(dx=float(record.get("dx", 0.0)) + shift.x, dy=float(record.get("dy", 0.0)) + shift.y)
        else:
            values.update(x=record.x + shift.x, y=record.y + shift.y)
    return edits


def _origin_shift(graph: Graph, shape_id: str, boxes: Mapping[str, Box]) -> Vec:
    """Return how far the space of a shape's parent moves when shapes go to new boxes."""
    for ancestor in graph.ancestors(shape_id):
        if ancestor in boxes:
            old, new = graph.box(ancestor), boxes[ancestor]
            return Vec(new.x - old.x, new.y - old.y)
    return ORIGIN


def line_edits(graph: Graph, shape_id: str, change: PointMap, boxes: Mapping[str, Box] | None = None) -> Edits:
    """Return waypoints and free end points of a connector after a map of the scene; glued ends stay glued.

    Args:
        graph: the page as it is.
        shape_id: the connector.
        change: old scene point -> new scene point.
        boxes: new absolute boxes of shapes, when parents move too.
    """
    record = graph.records[shape_id]
    old = graph.origin(shape_id)
    shift = _origin_shift(graph, shape_id, boxes or {})
    new = Vec(old.x + shift.x, old.y + shift.y)

    def moved(p: tuple[float, float]) -> tuple[float, float]:
        return as_point(sub(change(Vec(p[0] + old.x, p[1] + old.y)), new))

    values: dict[str, object] = {}
    waypoints = record.get("waypoints") or ()
    if waypoints:
        values["waypoints"] = tuple(moved(p) for p in waypoints)
    for end, name in enumerate(ENDS):
        free = record.get(f"{name}.point")
        if free is not None and not graph.is_glued(shape_id, end):
            values[f"{name}.point"] = moved(free)
    return {shape_id: values} if values else {}


def is_carried(graph: Graph, shape_id: str, moved: frozenset[str]) -> bool:
    """Tell whether a connector that is not itself moved goes along: both its ends are glued to moved shapes."""
    source, target = graph.links.ends(shape_id)
    return shape_id not in moved and source in moved and target in moved


def carried_connectors(graph: Graph, moved: frozenset[str]) -> tuple[str, ...]:
    """Return the connectors between moved shapes that are not inside one of them, each once."""
    found = {c: None for shape_id in sorted(moved) for c in graph.links.connectors_of(shape_id)}
    return tuple(c for c in found if is_carried(graph, c, moved))


def shifted_line(values: Mapping[str, Value], by: Vec) -> dict[str, Value]:
    """Return a connector's values with bends and free end points moved."""
    result = dict(values)
    if result.get("waypoints"):
        result["waypoints"] = tuple(as_point(add(Vec(*p), by)) for p in result["waypoints"])
    for name in ENDS:
        if result.get(f"{name}.point") is not None:
            result[f"{name}.point"] = as_point(add(Vec(*result[f"{name}.point"]), by))
    return result


def moving_parts(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the bends and free end points among a connector's values."""
    return {k: values[k] for k in ("waypoints", "source.point", "target.point") if values.get(k)}
