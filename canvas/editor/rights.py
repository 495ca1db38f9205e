"""What may be changed: locks of shapes, their parents and their layers."""

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
