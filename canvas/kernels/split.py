"""Splitting a connector at a shape: it ends there, and a second one like it goes on."""

from __future__ import annotations

from canvas.geometry.polyline import nearest
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint, end_values, scene_waypoints, with_waypoints
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.model.plan import UNSET, Create
from canvas.model.records import Value

_NOT_TAKEN = ("x", "y", "dx", "dy", "waypoints", "locked", "link", "tooltip")


def split(graph: Graph, connector: str, shape: str, at: Vec, new: str, order: str) -> tuple[Edits, Create]:
    """Return the edits of the connector, which then ends at the shape, and the second one, which begins there.

    The text and the start of the line stay with the first half, its arrowhead at the end goes to the second one.

    Args:
        graph: the page.
        connector: what is split.
        shape: what it is split by; need not exist yet.
        at: where on the line, scene space.
        new: id of the second half.
        order: place of the second half among its siblings.
    """
    values = graph.records[connector].values
    origin = graph.origin(connector)
    middle = end_values("target", EndPoint(at, shape), origin)
    route = graph.route(connector)
    place = nearest(route, at).along if route else 0.0
    bends = scene_waypoints(graph, connector)
    before = [p for p in bends if nearest(route, p).along <= place]
    behind = [p for p in bends if nearest(route, p).along > place]
    first = merged({connector: middle}, with_waypoints(graph, connector, before))
    copied: dict[str, Value] = {k: v for k, v in values.items() if k not in _NOT_TAKEN and not k.startswith("source")}
    start = {
        key: value for key, value in end_values("source", EndPoint(at, shape), origin).items() if value is not UNSET
    }
    rest = with_waypoints(graph, connector, behind)[connector]["waypoints"] if behind else UNSET
    more: dict[str, Value] = {} if rest is UNSET else {"waypoints": rest}
    arrow: dict[str, Value] = {"style.start_arrow": "none"}
    return first, Create(new, {**copied, **start, **more, **arrow, "order": order})
