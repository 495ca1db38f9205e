"""Walking along connectors: which connected shape lies in a direction."""

from __future__ import annotations

from canvas.geometry.vec import Vec, cross, dot, sub
from canvas.kernels.graph import Graph

_ASIDE = 2.0
"""How much more a unit to the side counts than one ahead."""


def neighbours(graph: Graph, shape: str) -> tuple[str, ...]:
    """Return the shapes at the other ends of a shape's connectors; of a connector, the shapes at its ends."""
    if graph.records[shape].is_connector:
        return tuple(dict.fromkeys(end for end in graph.links.ends(shape) if end))
    found: dict[str, None] = {}
    for connector in graph.links.connectors_of(shape):
        for end in graph.links.ends(connector):
            if end and end != shape:
                found[end] = None
    return tuple(found)


def next_shape(graph: Graph, shape: str, direction: Vec) -> str:
    """Return the connected shape that lies best in a direction, "" when none lies that way.

    Args:
        graph: the page.
        shape: where the walk begins: a shape or a connector.
        direction: unit vector along an axis, scene space.
    """
    start = graph.bounds(shape).center
    best, least = "", float("inf")
    for other in neighbours(graph, shape):
        way = sub(graph.bounds(other).center, start)
        ahead = dot(way, direction)
        cost = ahead + _ASIDE * abs(cross(way, direction))
        if ahead > 0 and cost < least:
            best, least = other, cost
    return best
