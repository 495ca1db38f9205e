"""Tests of ends, bends and directions of connectors."""

from __future__ import annotations

from itertools import pairwise

import pytest

from canvas.geometry.vec import Vec
from canvas.kernels.connect import (
    EndPoint,
    end_values,
    insert_waypoint,
    move_segment,
    move_waypoint,
    new_connector,
    place_label,
    reconnect,
    remove_waypoint,
    scene_waypoints,
    swap,
    with_waypoints,
)
from canvas.kernels.edits import Edits, plan_of
from canvas.model.plan import UNSET
from canvas.model.records import Value
from tests.support.test_editor import TestEditor


def write(t: TestEditor, edits: Edits) -> None:
    t.editor.apply(plan_of("Edit", edits, t.document.records.shapes))


def test_an_end_is_glued_or_free() -> None:
    floating = end_values("source", EndPoint(Vec(1, 2), "a"), Vec(0, 0))
    # Where it is is said too: that is where it stays when somebody deletes the shape at the same time.
    assert (floating["source"], floating["source.point"], floating["source.port"]) == ("a", (1.0, 2.0), UNSET)
    fixed = end_values("source", EndPoint(Vec(1, 2), "a", Vec(0.5, 0)), Vec(0, 0))
    assert fixed["source.port"] == (0.5, 0.0)
    free = end_values("target", EndPoint(Vec(11, 12)), Vec(10, 10))
    assert (free["target"], free["target.point"]) == (UNSET, (1.0, 2.0))


def test_a_new_connector_states_only_what_it_has() -> None:
    values = new_connector(EndPoint(Vec(0, 0), "a"), EndPoint(Vec(9, 9)), Vec(0, 0))
    assert values == {"source": "a", "source.point": (0.0, 0.0), "target.point": (9.0, 9.0)}


def test_an_end_moves_to_another_shape() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(300, 0), t.shape(300, 300)
    line = t.connector(a, b, target__port=(0, 0.5))
    write(t, reconnect(t.graph, line, 1, EndPoint(Vec(0, 0), c)))
    assert t.editor.view.ends(line) == (a, c)
    assert t.record(line).get("target.port") is None


def bent(t: TestEditor) -> str:
    box = t.container(100, 100)
    return t.connector(
        parent=box, source__point=(0, 0), target__point=(300, 0), waypoints=((100, 0), (200, 0)), routing="straight"
    )


def test_bends_are_read_and_written_in_the_scene() -> None:
    t = TestEditor()
    line = bent(t)
    assert scene_waypoints(t.graph, line) == (Vec(200, 100), Vec(300, 100))
    assert move_waypoint(t.graph, line, 1, Vec(310, 150))[line]["waypoints"] == ((100.0, 0.0), (210.0, 50.0))
    assert remove_waypoint(t.graph, line, 0)[line]["waypoints"] == ((200.0, 0.0),)
    assert with_waypoints(t.graph, line, ())[line]["waypoints"] is UNSET
    assert move_waypoint(t.graph, line, 7, Vec(0, 0)) == {}
    assert remove_waypoint(t.graph, line, -1) == {}


@pytest.mark.parametrize(("grabbed", "index"), [(150, 0), (250, 1), (380, 2)])
def test_a_new_bend_comes_where_the_line_was_grabbed(grabbed: float, index: int) -> None:
    t = TestEditor()
    line = bent(t)
    points = insert_waypoint(t.graph, line, Vec(grabbed, 100), Vec(grabbed, 160))[line]["waypoints"]
    assert points[index] == (grabbed - 100, 60.0)
    assert len(points) == 3


def test_a_line_that_is_not_drawn_can_still_be_bent() -> None:
    t = TestEditor()
    line = t.connector()
    assert insert_waypoint(t.graph, line, Vec(0, 0), Vec(5, 5))[line]["waypoints"] == ((5.0, 5.0),)
    assert move_segment(t.graph, line, 0, Vec(5, 5)) == {}


def zigzag(t: TestEditor, **ends: Value) -> str:
    return t.connector(t.shape(0, 0), t.shape(300, 200), routing="orthogonal", **ends)


def test_a_stretch_is_shifted_sideways() -> None:
    t = TestEditor()
    line = zigzag(t, source__port=(1, 0.5), target__port=(0, 0.5))
    assert t.graph.route(line) == ((100, 30), (200, 30), (200, 230), (300, 230))
    write(t, move_segment(t.graph, line, 1, Vec(30, 999)))
    assert t.graph.route(line) == ((100, 30), (230, 30), (230, 230), (300, 230))


def test_a_floating_end_slides_along_its_shape() -> None:
    t = TestEditor()
    line = zigzag(t)
    assert t.graph.route(line) == ((100, 30), (350, 30), (350, 200))
    write(t, move_segment(t.graph, line, 1, Vec(20, 5)))
    assert t.graph.route(line) == ((100, 30), (370, 30), (370, 200))
    write(t, move_segment(t.graph, line, 0, Vec(5, 10)))
    assert t.graph.route(line) == ((100, 40), (370, 40), (370, 200))


def test_a_straight_line_between_two_shapes_gets_a_bend() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0), routing="orthogonal")
    assert move_segment(t.graph, line, 0, Vec(0, 100))[line]["waypoints"] == ((200.0, 130.0),)


@pytest.mark.parametrize("index", [0, 2])
def test_a_fixed_end_stays_and_the_line_gets_a_bend(index: int) -> None:
    t = TestEditor()
    line = zigzag(t, source__port=(1, 0.5), target__port=(0, 0.5))
    write(t, move_segment(t.graph, line, index, Vec(0, 25)))
    route = t.graph.route(line)
    assert (route[0], route[-1]) == ((100, 30), (300, 230))
    assert all(a.x == b.x or a.y == b.y for a, b in pairwise(route))
    assert any(p.y == (55 if index == 0 else 255) for p in route)


def test_swapping_exchanges_everything_and_keeps_the_labels_in_place() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b, source__port=(1, 0.5), waypoints=((150, 30), (200, 90)))
    label = t.shape(0.5, 10, parent=line, relative=True)
    t.shape(0, 0, parent=line)
    write(t, swap(t.graph, line))
    assert t.editor.view.ends(line) == (b, a)
    assert t.record(line).get("target.port") == (1.0, 0.5)
    assert t.record(line).get("waypoints") == ((200.0, 90.0), (150.0, 30.0))
    assert (t.record(label).x, t.record(label).y) == (-0.5, -10.0)


def test_a_label_goes_to_the_nearest_place_along_its_line() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(200, 0))
    label = t.shape(0, 0, parent=line, relative=True, dx=5.0)
    for moved in (line, label):
        edits = place_label(t.graph, moved, Vec(150, -20))
        assert (edits[moved]["x"], abs(edits[moved]["y"])) == (0.5, 20.0)
    write(t, place_label(t.graph, label, Vec(150, -20)))
    assert t.at(label) == (150, -20)
    assert place_label(t.graph, t.connector(), Vec(0, 0)) == {}


def test_swapping_a_line_without_bends() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    values = swap(t.graph, line)[line]
    assert (values["source.point"], values["target.point"]) == ((9, 9), (0, 0))
    assert "waypoints" not in values
