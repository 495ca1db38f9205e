"""What happens to connectors whose shapes go away: an end that loses its shape stays where it was drawn."""

from __future__ import annotations

from collections.abc import Collection

from canvas.geometry.vec import Vec, sub
from canvas.kernels.edits import Edits, changes, deletions
from canvas.kernels.edits import point as as_point
from canvas.kernels.graph import Graph
from canvas.kernels.placing import ENDS
from canvas.model.plan import UNSET, Plan
from canvas.model.records import Value


def loosened(graph: Graph, connector: str, end: int, at: Vec | None = None) -> dict[str, Value]:
    """Return the values that take a connector's end off its shape and leave it at its last point.

    Args:
        graph: the page.
        connector: its id.
        end: 0 for the source, 1 for the target.
        at: scene point to leave it at; by default where the route ends now.
    """
    name = ENDS[end]
    route = graph.route(connector)
    last = at or (route[-end] if route else graph.origin(connector))
    return {
        name: UNSET,
        f"{name}.port": UNSET,
        f"{name}.offset": UNSET,
        f"{name}.perimeter": UNSET,
        f"{name}.point": as_point(sub(last, graph.origin(connector))),
    }


def delete(graph: Graph, ids: Collection[str], name: str = "Delete") -> Plan:
    """Return the plan that deletes shapes with all that is inside them.

    A connector that loses one end stays, with that end free at its last point; one that loses every shape it was glued to
    goes with them.

    Args:
        graph: the page.
        ids: shapes and connectors.
        name: of the plan.
    """
    gone = dict.fromkeys(graph.descendants(graph.roots(ids)))
    while dying := [c for c in _touched_connectors(graph, gone) if all(end in gone for end in graph.links.ends(c))]:
        gone.update(dict.fromkeys(graph.descendants(dying)))
    loose: Edits = {}
    for connector in _touched_connectors(graph, gone):
        lost = 0 if graph.links.ends(connector)[0] in gone else 1
        loose[connector] = loosened(graph, connector, lost)
    return Plan(name, changes(loose, graph.records) + deletions(reversed(gone)))


def _touched_connectors(graph: Graph, gone: Collection[str]) -> tuple[str, ...]:
    found = {c: None for shape_id in gone for c in graph.links.connectors_of(shape_id)}
    return tuple(c for c in found if c not in gone)
