"""What kernels read: records, the repaired links between them, and where they lie on the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import ORIGIN, Vec, rotate
from canvas.model.records import ShapeRecord


class Links(Protocol):
    """The part of `canvas.model.view.GraphView` that kernels use."""

    def parent(self, shape_id: str, /) -> str:
        """Return the parent shape or ""."""
        ...

    def children(self, shape_id: str, /) -> tuple[str, ...]:
        """Return the children back to front."""
        ...

    def place(self, shape_id: str, /) -> tuple[str, str]:
        """Return page and layer."""
        ...

    def ends(self, shape_id: str, /) -> tuple[str, str]:
        """Return the shapes a connector is glued to, "" for a free end."""
        ...

    def connectors_of(self, shape_id: str, /) -> tuple[str, ...]:
        """Return the connectors glued to a shape."""
        ...

    def tops(self, page_id: str, layer_id: str, /) -> tuple[str, ...]:
        """Return the shapes of a layer that have no parent, back to front."""
        ...

    def paint_order(self, page_id: str, /) -> tuple[str, ...]:
        """Return all shapes of a page back to front."""
        ...


@dataclass(frozen=True, slots=True)
class Graph:
    """A page for kernels.

    Attributes:
        records: all shape records.
        links: the repaired graph.
        box: absolute box of a shape before its rotation, scene space.
        route: the drawn polyline of a connector, scene space.
        is_container: tells of a shape whether it holds its children loosely (frame, swimlane), unlike a group.
        are_plain: tells of many shapes that none is locked, lies in another one or is a container; may say no without need.
        around: the box around the `bounds` of many shapes, scene space; None for none.
    """

    records: Mapping[str, ShapeRecord]
    links: Links
    box: Callable[[str], Box]
    route: Callable[[str], tuple[Vec, ...]]
    is_container: Callable[[ShapeRecord], bool]
    are_plain: Callable[[Collection[str]], bool]
    around: Callable[[Collection[str]], Box | None]

    def ancestors(self, shape_id: str) -> tuple[str, ...]:
        """Return the parents of a shape from the nearest to the outermost."""
        found: list[str] = []
        parent = self.links.parent(shape_id)
        while parent:
            found.append(parent)
            parent = self.links.parent(parent)
        return tuple(found)

    def origin(self, shape_id: str) -> Vec:
        """Return the scene point that a shape's own x and y are measured from."""
        for ancestor in self.ancestors(shape_id):
            if not self.records[ancestor].is_connector:
                box = self.box(ancestor)
                return Vec(box.x, box.y)
        return ORIGIN

    def descendants(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the shapes and all that is inside them, parents first, each once."""
        found: dict[str, None] = {}
        waiting = list(ids)[::-1]
        while waiting:
            shape_id = waiting.pop()
            if shape_id not in found and shape_id in self.records:
                found[shape_id] = None
                waiting.extend(reversed(self.links.children(shape_id)))
        return tuple(found)

    def roots(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the shapes without those that lie inside another one of them, so that nothing is handled twice."""
        chosen = {shape_id: None for shape_id in ids if shape_id in self.records}
        parent = self.links.parent
        inner = {s for s in chosen if parent(s) and any(a in chosen for a in self.ancestors(s))}
        return tuple(s for s in chosen if s not in inner) if inner else tuple(chosen)

    def siblings(self, shape_id: str) -> tuple[str, ...]:
        """Return the shapes with the same parent, or of the same layer, back to front, the shape included."""
        parent = self.links.parent(shape_id)
        return self.links.children(parent) if parent else self.links.tops(*self.links.place(shape_id))

    def top_shapes(self, page: str) -> tuple[str, ...]:
        """Return the shapes of a page that have no parent, back to front."""
        return tuple(s for s in self.links.paint_order(page) if not self.links.parent(s))

    def in_paint_order(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return shapes back to front, page by page."""
        chosen = {shape_id for shape_id in ids if shape_id in self.records}
        pages = dict.fromkeys(self.links.place(shape_id)[0] for shape_id in ids if shape_id in chosen)
        return tuple(s for page in pages for s in self.links.paint_order(page) if s in chosen)

    def is_glued(self, shape_id: str, end: int) -> bool:
        """Tell whether end 0 (source) or 1 (target) of a connector is attached to a shape."""
        return bool(self.links.ends(shape_id)[end])

    def bounds(self, shape_id: str) -> Box:
        """Return the scene box of a shape after its rotation, or of a connector's route; strokes are not counted."""
        record = self.records[shape_id]
        if record.is_connector:
            return from_points(self.route(shape_id) or (self.origin(shape_id),))
        return rotated_bounds(self.box(shape_id), record.rotation)

    def is_label(self, shape_id: str) -> bool:
        """Tell whether a shape is placed along a connector, by fractions of its length."""
        parent = self.links.parent(shape_id)
        return bool(parent) and self.records[parent].is_connector and bool(self.records[shape_id].get("relative"))


def rotated_bounds(box: Box, rotation: float) -> Box:
    """Return the box around a box turned by `rotation` degrees about its centre."""
    if not rotation:
        return box
    return from_points(rotate(corner, rotation, box.center) for corner in box.corners)
