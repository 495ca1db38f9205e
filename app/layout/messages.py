"""How a layout request and its answer travel between the program and the layout process: one JSON text each way."""

from __future__ import annotations

import json
from dataclasses import asdict

from canvas.errors import LayoutFailed
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Direction, Method, Node, Places, Request

MOST_NODES = 5000
"""A larger graph is refused: Graphviz would work on it for minutes."""


def encode_request(request: Request) -> bytes:
    """Return a request as JSON.

    Raises:
        LayoutFailed: it has too many shapes.
    """
    if len(request.nodes) > MOST_NODES:
        raise LayoutFailed(f"{len(request.nodes)} shapes are too many to lay out at once (at most {MOST_NODES})")
    return json.dumps(asdict(request)).encode()


def decode_request(data: bytes) -> Request:
    """Return a request from what `encode_request` made."""
    found = json.loads(data)
    nodes = tuple(Node(n["id"], n["w"], n["h"], Vec(*n["at"]), n["pinned"]) for n in found["nodes"])
    edges = tuple((a, b) for a, b in found["edges"])
    method, direction = Method(found["method"]), Direction(found["direction"])
    return Request(nodes, edges, method, direction, found["gap"], found["layer_gap"])


def encode_places(places: Places) -> bytes:
    """Return places as JSON."""
    return json.dumps({node: [at.x, at.y] for node, at in places.items()}).encode()


def decode_places(data: bytes) -> Places:
    """Return places from what `encode_places` made.

    Raises:
        LayoutFailed: the text is something else, as from a process that ended half way.
    """
    try:
        return {str(node): Vec(float(x), float(y)) for node, (x, y) in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise LayoutFailed("the layout process gave no places") from error
