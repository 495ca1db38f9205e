"""What may be picked and what may be changed: visibility and locks of shapes, their parents and their layers."""

from __future__ import annotations

from canvas.model.projection import Projection
from canvas.model.view import GraphView


def lineage(view: GraphView, shape_id: str) -> tuple[str, ...]:
    """Return a shape and its parents, from the inside out."""
    found = [shape_id]
    while parent := view.parent(found[-1]):
        found.append(parent)
    return tuple(found)


def is_locked(records: Projection, view: GraphView, shape_id: str) -> bool:
    """Tell whether a shape, a parent of it or its layer is locked."""
    return is_on_locked_layer(records, view, shape_id) or any(
        bool(records.shapes[s].get("locked")) for s in lineage(view, shape_id)
    )


def is_on_locked_layer(records: Projection, view: GraphView, shape_id: str) -> bool:
    """Tell whether a shape's layer is locked, so that nothing on it can be picked."""
    layer = records.layers.get(view.place(shape_id)[1])
    return layer is not None and layer.locked


def is_visible(records: Projection, view: GraphView, shape_id: str) -> bool:
    """Tell whether a shape is painted: neither hidden nor on a hidden layer nor inside a hidden or collapsed parent."""
    layer = records.layers.get(view.place(shape_id)[1])
    if layer is not None and not layer.visible:
        return False
    own, *parents = lineage(view, shape_id)
    if bool(records.shapes[own].get("hidden")):
        return False
    return not any(bool(records.shapes[p].get("hidden")) or bool(records.shapes[p].get("collapsed")) for p in parents)
