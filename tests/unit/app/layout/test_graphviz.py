"""Real Graphviz: nothing overlaps, edges point the way that was asked for, pinned shapes draw the others to them."""

from __future__ import annotations

import random

import pytest

from app.layout.graphviz import Graphviz
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Direction, Method, Node, Places, Request


def graph(method: Method, count: int = 60, direction: Direction = Direction.DOWN) -> Request:
    rng = random.Random(3)
    nodes = tuple(Node(f"s{i}", rng.choice((60.0, 120.0)), rng.choice((40.0, 90.0)), Vec(0, 0)) for i in range(count))
    edges = tuple((f"s{rng.randrange(max(0, i - 6), i)}", f"s{i}") for i in range(1, count))
    return Request(nodes, edges, method, direction)


def overlaps(request: Request, places: Places) -> int:
    def meet(a: Node, b: Node) -> bool:
        dx, dy = abs(places[a.id].x - places[b.id].x), abs(places[a.id].y - places[b.id].y)
        return dx < (a.w + b.w) / 2 - 1 and dy < (a.h + b.h) / 2 - 1

    return sum(meet(a, b) for i, a in enumerate(request.nodes) for b in request.nodes[:i])


@pytest.mark.parametrize("method", list(Method))
def test_every_shape_has_a_place_of_its_own(method: Method) -> None:
    request = graph(method)
    places = Graphviz().place(request)
    assert places.keys() == {node.id for node in request.nodes}
    assert overlaps(request, places) == 0


@pytest.mark.parametrize(("direction", "axis"), [(Direction.DOWN, 1), (Direction.RIGHT, 0)])
def test_layers_follow_the_direction(direction: Direction, axis: int) -> None:
    request = graph(Method.LAYERED, direction=direction)
    places = Graphviz().place(request)
    assert all(places[source][axis] < places[target][axis] for source, target in request.edges)


def test_the_same_graph_is_laid_out_the_same_way_each_time() -> None:
    request = graph(Method.FORCE)
    assert Graphviz().place(request) == Graphviz().place(request)


def test_shapes_without_any_connector_are_placed_too() -> None:
    request = Request(tuple(Node(f"s{i}", 50, 50, Vec(0, 0)) for i in range(9)), (), Method.FORCE)
    assert overlaps(request, Graphviz().place(request)) == 0


def test_pinned_shapes_keep_their_distance_in_an_organic_layout() -> None:
    a, b = Node("a", 50, 50, Vec(0, 0), pinned=True), Node("b", 50, 50, Vec(600, 0), pinned=True)
    request = Request((a, b, Node("c", 50, 50, Vec(0, 900))), (("a", "c"), ("b", "c")), Method.FORCE)
    places = Graphviz().place(request)
    assert places["b"].x - places["a"].x == pytest.approx(600, abs=30)
    assert places["a"].x < places["c"].x < places["b"].x
