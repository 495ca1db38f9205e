"""Which shapes and links take part in a layout."""

from __future__ import annotations

from canvas.kernels.layout.gathering import gather, linking, movable
from canvas.kernels.layout.request import Direction, Method, Request
from tests.support.test_editor import TestEditor


def asked(t: TestEditor, *ids: str, pinned: str = "") -> Request:
    return gather(t.graph, ids, Method.LAYERED, Direction.DOWN, lambda s: s == pinned)


def test_connectors_and_their_labels_are_not_placed() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    label = t.shape(0, 0, 20, 20, parent=line, relative=True)
    assert movable(t.graph, (a, b, line, label)) == (a, b)


def test_what_is_inside_a_chosen_shape_is_not_placed_by_itself() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    inner = t.shape(10, 10, parent=box)
    assert movable(t.graph, (inner, box)) == (box,)


def test_a_connector_to_something_inside_counts_for_the_shape_around_it() -> None:
    t = TestEditor()
    box, other = t.container(0, 0), t.shape(500, 0)
    inner = t.shape(10, 10, parent=box)
    t.connector(inner, other)
    assert asked(t, box, other).edges == ((box, other),)


def test_links_within_one_shape_and_to_others_do_not_count() -> None:
    t = TestEditor()
    box, other, far = t.container(0, 0), t.shape(500, 0), t.shape(900, 0)
    a, b = t.shape(10, 10, parent=box), t.shape(10, 100, parent=box)
    t.connector(a, b)
    t.connector(other, far)
    assert asked(t, box, other).edges == ()


def test_nodes_have_the_bounds_of_turned_shapes_and_say_who_is_pinned() -> None:
    t = TestEditor()
    turned = t.shape(0, 0, 100, 50, rotation=90.0)
    still = t.shape(300, 0)
    nodes = {node.id: node for node in asked(t, turned, still, pinned=still).nodes}
    assert (round(nodes[turned].w), round(nodes[turned].h)) == (50, 100)
    assert nodes[still].pinned
    assert not nodes[turned].pinned


def test_every_linking_connector_comes_once() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    first, second = t.connector(a, b), t.connector(b, a)
    assert set(linking(t.graph, (a, b))) == {first, second}
    assert len(linking(t.graph, (a, b))) == 2
