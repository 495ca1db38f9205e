"""Graphviz as the layout engine: sizes and links in, middles of the nodes out.

Graphviz counts in points upwards, sizes in inches; 72 of our units are one inch, so its points are our units. Labels are left out:
sizes are given and nothing is measured.
"""

from __future__ import annotations

from pygraphviz import AGraph

from canvas.errors import LayoutFailed
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Direction, Method, Places, Request

_PER_INCH = 72.0
_STRESS_LIMIT = 400
"""Up to this many nodes distances are fitted exactly; beyond, springs give a picture in a fraction of the time."""
_CAREFUL_LIMIT = 300
"""Beyond this many nodes layers are improved for a bounded time only: 1,000 nodes with long links took two minutes without."""


class Graphviz:
    """Answers `LayoutEngine` in this process; a call cannot be stopped."""

    def place(self, request: Request) -> Places:
        """Return a place for every node; nodes without any edge come out beside the others.

        Raises:
            LayoutFailed: Graphviz gave up.
        """
        graph = AGraph(directed=True, strict=False)
        graph.graph_attr.update(_settings(request))
        names = {node.id: f"n{i}" for i, node in enumerate(request.nodes)}
        for node in request.nodes:
            pin = {"pos": f"{node.at.x},{-node.at.y}!", "pin": "true"} if node.pinned and _pins(request) else {}
            graph.add_node(
                names[node.id],
                shape="box",
                label="",
                fixedsize="true",
                width=max(node.w, 1.0) / _PER_INCH,
                height=max(node.h, 1.0) / _PER_INCH,
                **pin,
            )
        for source, target in request.edges:
            graph.add_edge(names[source], names[target])
        try:
            graph.layout(prog=_program(request))
            return {node: _middle(str(graph.get_node(name).attr["pos"])) for node, name in names.items()}
        except (OSError, ValueError, KeyError) as error:
            raise LayoutFailed("Graphviz found no layout for these shapes") from error
        finally:
            graph.close()


def _program(request: Request) -> str:
    if request.method is Method.RADIAL:
        return "twopi"
    if request.method is Method.FORCE:
        return "neato" if len(request.nodes) <= _STRESS_LIMIT else "fdp"
    return "dot"


def _pins(request: Request) -> bool:
    """Tell whether the program that answers knows pinned nodes; the others get theirs back when the picture is placed."""
    return request.method is Method.FORCE


def _settings(request: Request) -> dict[str, str]:
    common = {"splines": "false", "outputorder": "nodesfirst"}
    if request.method in {Method.RADIAL, Method.FORCE}:
        side = sum(max(n.w, n.h) for n in request.nodes) / max(1, len(request.nodes))
        return common | {
            "overlap": "vpsc",
            "sep": f"+{request.gap / 2:g}",
            "ranksep": f"{(side + request.layer_gap) / _PER_INCH:g}",
            "mode": "sgd",
            "inputscale": f"{_PER_INCH:g}",
            "K": f"{(side + request.gap) / _PER_INCH:g}",
            "start": "7",  # A fixed seed: the same diagram is laid out the same way each time.
        }
    tree = request.method is not Method.LAYERED
    effort = "0.2" if len(request.nodes) > _CAREFUL_LIMIT else "2"
    return common | {
        "nslimit": effort,
        "nslimit1": "1" if len(request.nodes) > _CAREFUL_LIMIT else "4",
        "mclimit": effort,
        "rankdir": "LR" if request.direction is Direction.RIGHT else "TB",
        "nodesep": f"{request.gap / (2 if tree else 1) / _PER_INCH:g}",
        "ranksep": f"{request.layer_gap / _PER_INCH:g}",
        "ordering": "out" if tree else "",
    }


def _middle(pos: str) -> Vec:
    x, y = pos.rstrip("!").split(",")[:2]
    return Vec(float(x), -float(y))
