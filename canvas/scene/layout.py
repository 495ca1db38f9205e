"""Where everything of a page lies: absolute boxes of shapes and routed lines of connectors, worked out when asked and kept.

A layout may lie over another one ("base"): it then answers for the affected ids itself, with other values or ends, and hands
all else on. That is how a drag is previewed without touching the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec, rotate
from canvas.kernels.arrangement import KEY, Arrangement, arrangement, holder_of, size_of, span
from canvas.kernels.routing.avoiding.router import on_outlines
from canvas.kernels.routing.label_point import point_on_line
from canvas.kernels.routing.route import route
from canvas.kernels.routing.sides import sides_from
from canvas.kernels.routing.terminal import ALL_SIDES, Options, Terminal, free_end
from canvas.model.records import ShapeRecord, Value
from canvas.scene.avoiding import AVOID, Ends
from canvas.scene.clipping import clipping_above
from canvas.scene.line_style import jetty, loop_side, segment_length
from canvas.shapes.anchoring import Anchor, anchor_of, port_point, touch

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


class Graph(Protocol):
    """What a layout asks of the repaired view."""

    def parent(self, shape_id: str) -> str:
        """Return the parent's id or ""."""
        ...

    def ends(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of the shapes at both ends, "" for free ends."""
        ...

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children back to front."""
        ...


class WaysAround(Protocol):
    """Finds ways around the shapes of a page: `canvas.scene.avoiding.Avoiding`, or its sibling for drags."""

    def route(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
        """Return the way of a line from box to box; () when there is none."""
        ...


class Layout:
    """Boxes and routes of one page.

    Args:
        shapes: records by id; may be live.
        graph: parents and ends.
        visible: tells whether a shape is painted; a line glued to a hidden one goes to its nearest visible ancestor.
        base: answers for all ids not in `affected`.
        affected: ids whose geometry differs from the base.
        ways: around shapes; without it lines that avoid shapes are plain orthogonal ones.
    """

    def __init__(
        self,
        shapes: Mapping[str, ShapeRecord],
        graph: Graph,
        visible: Callable[[str], bool],
        base: Layout | None = None,
        affected: frozenset[str] = frozenset(),
        ways: WaysAround | None = None,
    ) -> None:
        self._shapes = shapes
        self._graph = graph
        self._visible = visible
        self._base = base
        self._affected = affected
        self._ways = ways
        self._boxes: dict[str, Box] = {}
        self._anchors: dict[str, Anchor] = {}
        self._points: dict[str, tuple[Vec, ...]] = {}
        self._busy: set[str] = set()
        self._arranged: dict[str, Arrangement | None] = {}
        self._holders: dict[str, str] = {}

    def forget(self, shape_id: str) -> None:
        """Drop what is known of a shape."""
        self._boxes.pop(shape_id, None)
        self._arranged.pop(shape_id, None)
        self._arranged.pop(self._holders.pop(shape_id, ""), None)
        self._anchors.pop(shape_id, None)
        self._points.pop(shape_id, None)

    def box(self, shape_id: str) -> Box:
        """Return the absolute unrotated box of a shape, or the box around a connector's line; empty for unknown ids."""
        known = self._boxes.get(shape_id)
        if known is not None:
            return known
        if self._base is not None and shape_id not in self._affected:
            return self._base.box(shape_id)
        record = self._shapes.get(shape_id)
        if record is None:
            return _NOWHERE
        if record.is_connector:
            points = self.points(shape_id)
            return from_points(points) if points else _NOWHERE
        result = self._boxes[shape_id] = self._placed(shape_id, record)
        return result

    def _placed(self, shape_id: str, record: ShapeRecord) -> Box:
        get = record.values.get
        x, y = get("x", 0.0), get("y", 0.0)
        w, h = self._size(shape_id, record)
        parent = self._graph.parent(shape_id)
        if not parent:
            return Box(x, y, w, h)
        own = self._own_place(shape_id)
        if own is not None:
            return own.translated(*self.box(parent)[:2])
        holder = self._shapes.get(parent)
        if holder is not None and holder.is_connector:
            line = self.points(parent)
            if not line:
                return Box(x, y, w, h)
            at = point_on_line(line, x, y, get("dx", 0.0), get("dy", 0.0)) if get("relative") else self.origin(parent)
            return Box(at.x, at.y, w, h) if get("relative") else Box(at.x + x, at.y + y, w, h)
        around = self.box(parent)
        if get("relative"):
            return Box(around.x + x * around.w + get("dx", 0.0), around.y + y * around.h + get("dy", 0.0), w, h)
        return Box(around.x + x, around.y + y, w, h)

    def _size(self, shape_id: str, record: ShapeRecord) -> tuple[float, float]:
        """Return a shape's size: its own, or as large as what it arranges."""
        found = self._arrangement(shape_id) if record.values.get(KEY) else None
        return size_of(record.values) if found is None else (found.w, found.h)

    def _arrangement(self, holder: str) -> Arrangement | None:
        if holder not in self._arranged:
            found = self._arranged[holder] = arrangement(holder, self._shapes, self._graph)
            for shape_id in () if found is None else found.boxes:
                self._holders[shape_id] = holder
        return self._arranged[holder]

    def _own_place(self, shape_id: str) -> Box | None:
        """Return where a container that places its children has put a shape, in its parent's space."""
        holder = holder_of(shape_id, self._shapes, self._graph)
        found = self._arrangement(holder) if holder else None
        return None if found is None else found.boxes.get(shape_id)

    def holder(self, shape_id: str) -> str:
        """Return the container that placed a shape when it was last looked at, or "": it may have left it since."""
        return self._holders.get(shape_id, "")

    def spans(self, shape_id: str) -> bool:
        """Tell whether a shape is a cell that takes several rows or columns."""
        record = self._shapes.get(shape_id)
        return record is not None and not record.values.get("hidden") and span(record.values) != (1, 1)

    def parent(self, shape_id: str) -> str:
        """Return the parent's id or ""."""
        return self._graph.parent(shape_id)

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children back to front."""
        return self._graph.children(shape_id)

    def clipping(self, shape_id: str) -> Iterator[ShapeRecord]:
        """Yield the containers around a shape that clip it, the innermost first."""
        return clipping_above(shape_id, self._shapes, self._graph.parent)

    def origin(self, shape_id: str) -> Vec:
        """Return the scene point of (0, 0) of a shape's positions: its nearest ancestor box's top left corner."""
        parent = self._graph.parent(shape_id)
        for _ in range(len(self._shapes) + 1):
            holder = self._shapes.get(parent)
            if holder is None:
                return Vec(0.0, 0.0)
            if not holder.is_connector:
                box = self.box(parent)
                return Vec(box.x, box.y)
            parent = self._graph.parent(parent)
        return Vec(0.0, 0.0)

    def points(self, shape_id: str) -> tuple[Vec, ...]:
        """Return the routed line of a connector, both ends included; empty when it cannot be drawn (an end is nowhere)."""
        known = self._points.get(shape_id)
        if known is not None:
            return known
        if self._base is not None and shape_id not in self._affected:
            return self._base.points(shape_id)
        record = self._shapes.get(shape_id)
        if record is None or not record.is_connector or shape_id in self._busy:
            return ()
        self._busy.add(shape_id)
        try:
            result = self._points[shape_id] = self._routed(shape_id, record)
        finally:
            self._busy.discard(shape_id)
        return result

    def _routed(self, shape_id: str, record: ShapeRecord) -> tuple[Vec, ...]:
        kind = str(record.values.get("routing", "straight"))
        if kind == AVOID:
            kind = "orthogonal"
            around = self._around(shape_id)
            if around:
                return around
        source_id, target_id = self.visible_ends(shape_id)
        origin = self.origin(shape_id)
        source = self._terminal(record, "source", source_id, origin)
        target = self._terminal(record, "target", target_id, origin)
        if source is None or target is None:
            return ()
        get = record.values.get
        waypoints = [Vec(p[0] + origin.x, p[1] + origin.y) for p in get("waypoints", ())]
        options = Options(
            vertical=get("param.elbow") == "vertical",
            segment=segment_length(record.values),
            loop_side=loop_side(record.values),
            same=bool(source_id) and source_id == target_id,
            orthogonal_loop=bool(get("param.orthogonal_loop", False)) and get("param.orthogonal_loop") != "0",
        )
        return route(kind, source, target, waypoints, options)

    def _around(self, shape_id: str) -> tuple[Vec, ...]:
        ends = self.ends_around(shape_id) if self._ways is not None else None
        if ends is None or self._ways is None:
            return ()
        points = self._ways.route(shape_id, *ends)
        return on_outlines(points, ends[1], ends[2]) if points else ()

    def ends_around(self, shape_id: str) -> Ends | None:
        """Return the ends of a line that is to run around shapes; None when something else leads it.

        Bends do, and ends at one shape, at another line or at what rides on one; so does riding on a line itself.
        """
        record = self._shapes.get(shape_id)
        ids = self.visible_ends(shape_id)
        if record is None or record.values.get("waypoints") or (ids[0] and ids[0] == ids[1]):
            return None
        if any(self._rides(i) for i in (*ids, self._graph.parent(shape_id))):
            return None
        origin = self.origin(shape_id)
        source = self._terminal(record, "source", ids[0], origin)
        target = self._terminal(record, "target", ids[1], origin)
        return None if source is None or target is None else (ids, source, target)

    def _rides(self, shape_id: str) -> bool:
        """Tell whether a shape is a line or lies on one, so that its place follows from a route."""
        for _ in range(len(self._shapes) + 1):
            holder = self._shapes.get(shape_id)
            if holder is None:
                return False
            if holder.is_connector:
                return True
            shape_id = self._graph.parent(shape_id)
        return False

    def visible_ends(self, shape_id: str) -> tuple[str, str]:
        """Return the shapes a connector is drawn to: its ends, or what hides them (a shut container); "" for free ends."""
        source, target = self._graph.ends(shape_id)
        return self._shown(source), self._shown(target)

    def _shown(self, shape_id: str) -> str:
        if not shape_id or self._visible(shape_id):
            return shape_id
        for _ in range(len(self._shapes) + 1):
            if not shape_id or self._visible(shape_id):
                return shape_id
            shape_id = self._graph.parent(shape_id)
        return ""

    def anchor(self, shape_id: str) -> Anchor:
        """Return a shape as connectors see it."""
        known = self._anchors.get(shape_id)
        if known is not None:
            return known
        if self._base is not None and shape_id not in self._affected:
            return self._base.anchor(shape_id)
        result = self._anchors[shape_id] = anchor_of(self._shapes[shape_id].values, self.box(shape_id))
        return result

    def _terminal(self, record: ShapeRecord, end: str, glued: str, origin: Vec) -> Terminal | None:
        """Return one end as routers see it, or None when it is nowhere."""
        get = record.values.get
        length = jetty(record.values, end)
        if not glued:
            point = get(f"{end}.point")
            # An end whose shape is hidden has no place, though the file may still hold an old point for it.
            if point is None or self._graph.ends(record.id)[end == "target"]:
                return None
            return free_end(Vec(point[0] + origin.x, point[1] + origin.y), length)
        holder = self._shapes.get(glued)
        if holder is None:
            return None
        if holder.is_connector:
            line = self.points(glued)
            if not line:
                return None
            middle = point_on_line(line)
            return Terminal(from_points(line), None, lambda _p, _o: middle, jetty=length, on_line=True)
        return self._on_shape(record, end, glued, length)

    def _on_shape(self, record: ShapeRecord, end: str, glued: str, length: float) -> Terminal:
        get = record.values.get
        anchor = self.anchor(glued)
        port = get(f"{end}.port")
        fixed = None
        if port is not None:
            dx, dy = get(f"{end}.offset") or (0.0, 0.0)
            fixed = port_point(anchor, Vec(*port), Vec(dx, dy), bool(get(f"{end}.perimeter", True)))
        spacing = get("style.perimeter_spacing", 0.0) + get(f"style.{end}_spacing", 0.0)
        box = anchor.box
        plain = box
        if anchor.rotation:
            box = from_points(rotate(p, anchor.rotation, plain.center) for p in plain.corners)
        return Terminal(
            box,
            fixed,
            lambda toward, orthogonal: touch(anchor, toward, orthogonal, spacing),
            self._sides(record, end, glued),
            length,
            False,
            plain if anchor.rotation else None,
        )

    def _sides(self, record: ShapeRecord, end: str, glued: str) -> frozenset[str]:
        named: Value = self._shapes[glued].values.get("param.port_constraint")
        named = named or record.values.get(f"param.{end}_port_constraint")
        return sides_from(named) if isinstance(named, str) and named else ALL_SIDES
