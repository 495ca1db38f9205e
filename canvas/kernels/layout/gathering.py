"""Which shapes take part in a layout, and which connectors link them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from canvas.kernels.graph import Graph
from canvas.kernels.layout.request import Direction, Method, Node, Request


def movable(graph: Graph, ids: Collection[str]) -> tuple[str, ...]:
    """Return the shapes among some that a layout places: no connectors, no labels on connectors, nothing inside another one."""
    return tuple(s for s in graph.roots(ids) if not graph.records[s].is_connector and not graph.is_label(s))


def gather(
    graph: Graph, ids: Collection[str], method: Method, direction: Direction, is_pinned: Callable[[str], bool]
) -> Request:
    """Return the request that lays out shapes of one page.

    A connector to something inside a shape counts for that shape; one that leaves the chosen shapes does not count.

    Args:
        graph: the page.
        ids: shapes; what is inside them keeps its place in them.
        method: how.
        direction: of layers and trees.
        is_pinned: tells which shapes stay.
    """
    chosen = graph.in_paint_order(movable(graph, ids))
    owner = {inner: shape for shape in chosen for inner in graph.descendants((shape,))}
    nodes = tuple(Node(s, box.w, box.h, box.center, is_pinned(s)) for s in chosen for box in (graph.bounds(s),))
    edges = tuple(
        (owner[source], owner[target])
        for c in linking(graph, owner)
        for source, target in (graph.links.ends(c),)
        if owner[source] != owner[target]
    )
    return Request(nodes, edges, method, direction)


def linking(graph: Graph, among: Collection[str]) -> tuple[str, ...]:
    """Return the connectors with both ends at some shapes, each once, in the order of the shapes."""
    found: dict[str, None] = {}
    for shape in among:
        for connector in graph.links.connectors_of(shape):
            source, target = graph.links.ends(connector)
            if source in among and target in among:
                found[connector] = None
    return tuple(found)
