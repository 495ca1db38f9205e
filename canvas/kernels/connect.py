"""Ends, bends and directions of connectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.geometry.polyline import nearest, simplified
from canvas.geometry.vec import Vec, add, distance, lerp, sub
from canvas.kernels.edits import Edits
from canvas.kernels.edits import point as as_point
from canvas.kernels.graph import Graph
from canvas.kernels.placing import ENDS
from canvas.kernels.routing.label_point import place_on_line
from canvas.model.plan import UNSET
from canvas.model.records import Value

ON_LINE = 0.5
"""A bend nearer to a stretch lies on it, scene units."""
BENDABLE = ("avoid", "orthogonal", "segment", "elbow", "loop")
"""Routings whose stretches are shifted; others get a new bend where they are grabbed."""
STUB = 20.0
"""Length that stays straight at a fixed end when the stretch beyond it is shifted, scene units."""


@dataclass(frozen=True, slots=True)
class EndPoint:
    """Where an end of a connector goes.

    Attributes:
        point: scene space; where it is when there is no shape, also because somebody deletes it at the same time.
        shape: glued to this one, "" for a free end.
        port: fixed there, as fractions of the shape's box; None floats along the outline.
    """

    point: Vec
    shape: str = ""
    port: Vec | None = None


def end_values(name: str, end: EndPoint, origin: Vec) -> dict[str, Value]:
    """Return the values of one end, for a new or an existing connector.

    Args:
        name: "source" or "target".
        end: where it goes.
        origin: scene point that the connector's own coordinates are measured from.
    """
    glued = bool(end.shape)
    return {
        name: end.shape or UNSET,
        f"{name}.port": as_point(end.port) if glued and end.port is not None else UNSET,
        f"{name}.offset": UNSET,
        f"{name}.perimeter": UNSET,
        f"{name}.point": as_point(sub(end.point, origin)),
    }


def new_connector(source: EndPoint, target: EndPoint, origin: Vec) -> dict[str, Value]:
    """Return the end values of a connector that is to be created."""
    both = {**end_values("source", source, origin), **end_values("target", target, origin)}
    return {key: value for key, value in both.items() if value is not UNSET}


def reconnect(graph: Graph, connector: str, end: int, to: EndPoint) -> Edits:
    """Return the edits that move one end (0 source, 1 target) of a connector."""
    return {connector: end_values(ENDS[end], to, graph.origin(connector))}


def scene_waypoints(graph: Graph, connector: str) -> tuple[Vec, ...]:
    """Return the bends that the document holds, in scene space."""
    origin = graph.origin(connector)
    return tuple(add(Vec(*p), origin) for p in graph.records[connector].get("waypoints") or ())


def with_waypoints(graph: Graph, connector: str, points: Sequence[Vec]) -> Edits:
    """Return the edits that give a connector these bends (scene space)."""
    origin = graph.origin(connector)
    value: Value = tuple(as_point(sub(p, origin)) for p in points) if points else UNSET
    return {connector: {"waypoints": value}}


def move_waypoint(graph: Graph, connector: str, index: int, to: Vec) -> Edits:
    """Return the edits that move one bend to a scene point."""
    points = list(scene_waypoints(graph, connector))
    if not 0 <= index < len(points):
        return {}
    points[index] = to
    return with_waypoints(graph, connector, points)


def remove_waypoint(graph: Graph, connector: str, index: int) -> Edits:
    """Return the edits that take one bend out."""
    points = list(scene_waypoints(graph, connector))
    if not 0 <= index < len(points):
        return {}
    return with_waypoints(graph, connector, points[:index] + points[index + 1 :])


def insert_waypoint(graph: Graph, connector: str, grabbed: Vec, to: Vec) -> Edits:
    """Return the edits that add a bend at `to`, between the neighbours of the place where the line was grabbed."""
    points = list(scene_waypoints(graph, connector))
    route = graph.route(connector)
    if len(route) < 2:
        return with_waypoints(graph, connector, [*points, to])
    at = nearest(route, grabbed).along
    index = sum(1 for p in points if nearest(route, p).along < at)
    return with_waypoints(graph, connector, [*points[:index], to, *points[index:]])


def move_segment(graph: Graph, connector: str, index: int, by: Vec) -> Edits:
    """Return the edits that shift one stretch of an orthogonal connector sideways.

    The drawn route becomes the bends, since they say where the other stretches are to stay. Where the stretch touches a
    shape, a floating end slides along the outline; a fixed or free end stays, and the line gets a bend in front of it.

    Args:
        graph: the page.
        connector: its id.
        index: of the stretch in the route, 0 is the first.
        by: displacement of the pointer in scene space; only the part across the stretch counts.
    """
    route = simplified(graph.route(connector))
    if not 0 <= index < len(route) - 1:
        return {}
    a, b = route[index], route[index + 1]
    upright = abs(b.x - a.x) < abs(b.y - a.y)
    shift = Vec(by.x, 0.0) if upright else Vec(0.0, by.y)
    head = [add(a, shift)] if index > 0 else _bends_at_end(graph, connector, 0, a, b, shift)
    tail = [add(b, shift)] if index < len(route) - 2 else _bends_at_end(graph, connector, 1, b, a, shift)[::-1]
    bends = [*route[1:index], *head, *tail, *route[index + 2 : -1]]
    return with_waypoints(graph, connector, simplified(bends or [add(lerp(a, b, 0.5), shift)]))


def without_segment(graph: Graph, connector: str, index: int) -> Edits:
    """Return the edits that take out the bends on one stretch of an orthogonal connector; none when nobody shifted it."""
    route = graph.route(connector)
    kept = scene_waypoints(graph, connector)
    if not 0 <= index < len(route) - 1 or str(graph.records[connector].get("routing", "straight")) not in BENDABLE:
        return {}
    stretch = (route[index], route[index + 1])
    left = [bend for bend in kept if nearest(stretch, bend).distance > ON_LINE]
    return with_waypoints(graph, connector, left) if len(left) < len(kept) else {}


def _bends_at_end(graph: Graph, connector: str, end: int, at: Vec, inner: Vec, shift: Vec) -> list[Vec]:
    """Return the bends, from the end inwards, that a shifted stretch needs where it touches a shape: none when it may slide."""
    fixed = graph.records[connector].get(f"{ENDS[end]}.port") is not None
    if graph.is_glued(connector, end) and not fixed:
        return []
    foot = lerp(at, inner, min(0.5, STUB / max(1.0, distance(at, inner))))
    return [foot, add(foot, shift)]


def swap(graph: Graph, connector: str) -> Edits:
    """Return the edits that exchange source and target; arrowheads stay at source and target, so the arrow turns round."""
    values = graph.records[connector].values
    result: dict[str, Value] = {}
    for suffix in ("", ".port", ".offset", ".perimeter", ".point"):
        source, target = values.get(f"source{suffix}", UNSET), values.get(f"target{suffix}", UNSET)
        result[f"source{suffix}"], result[f"target{suffix}"] = target, source
    if values.get("waypoints"):
        result["waypoints"] = tuple(reversed(values["waypoints"]))
    edits: Edits = {connector: result}
    for child in graph.links.children(connector):
        if graph.is_label(child):
            edits[child] = {"x": -graph.records[child].x, "y": -graph.records[child].y}
    return edits


def place_label(graph: Graph, label: str, point: Vec) -> Edits:
    """Return the edits that move a label along its connector, to the place nearest to a scene point.

    Args:
        graph: the page.
        label: a connector, for its own label, or a shape that is placed along a connector.
        point: where the label's own point goes: its middle, for a connector's label.
    """
    connector = label if graph.records[label].is_connector else graph.links.parent(label)
    route = graph.route(connector)
    if len(route) < 2:
        return {}
    x, y = place_on_line(route, point)
    return {label: {"x": x, "y": y, "dx": UNSET, "dy": UNSET}}
