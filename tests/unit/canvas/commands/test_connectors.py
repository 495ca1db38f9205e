"""Tests of changing connectors."""

from __future__ import annotations

import pytest

from canvas.commands import connectors
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from tests.support.test_editor import TestEditor


def joined() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 200)
    line = t.connector(a, b, routing="straight")
    t.select(line)
    return t, a, b, line


def test_reconnecting() -> None:
    t, a, _b, line = joined()
    c = t.shape(600, 0)
    assert connectors.reconnect(t.editor, line, 1, EndPoint(Vec(0, 0), c))
    assert t.editor.view.ends(line) == (a, c)
    assert not connectors.reconnect(t.editor, a, 1, EndPoint(Vec(0, 0), c))


def test_bends() -> None:
    t, _a, _b, line = joined()
    assert connectors.insert_waypoint(t.editor, line, Vec(200, 130), Vec(200, 50))
    assert t.record(line).get("waypoints") == ((200.0, 50.0),)
    assert connectors.move_waypoint(t.editor, line, 0, Vec(210, 60))
    assert t.record(line).get("waypoints") == ((210.0, 60.0),)
    assert connectors.remove_waypoint(t.editor, line, 0)
    assert not t.record(line).get("waypoints")
    connectors.insert_waypoint(t.editor, line, Vec(200, 130), Vec(200, 50))
    assert connectors.straighten(t.editor)
    assert not connectors.straighten(t.editor)


def test_a_stretch_moves() -> None:
    t, _a, _b, line = joined()
    connectors.set_routing(t.editor, "orthogonal")
    route = t.graph.route(line)
    assert connectors.move_segment(t.editor, line, 1, Vec(20, 20))
    assert t.graph.route(line) != route


def test_swapping() -> None:
    t, a, b, line = joined()
    assert connectors.swap(t.editor)
    assert t.editor.view.ends(line) == (b, a)
    assert not connectors.swap(t.editor, (a,))


def test_routing() -> None:
    t, a, _b, line = joined()
    t.select(a, line)
    assert connectors.set_routing(t.editor, "curved")
    assert t.record(line).get("style.curved") is True
    assert connectors.set_routing(t.editor, "straight")
    assert not t.record(line).get("style.curved")
    assert t.record(a).get("routing") is None


@pytest.mark.parametrize(("direction", "at"), [("e", (160, 0)), ("s", (0, 120)), ("w", (-160, 0)), ("n", (0, -120))])
def test_a_connected_copy_comes_beside_a_shape(direction: str, at: tuple[float, float]) -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A", style__fill="#ff0000")
    before = t.steps()
    new = connectors.clone_and_connect(t.editor, a, direction)
    assert t.at(new) == at
    assert t.record(new).text == ""
    assert t.record(new).get("style.fill") == "#ff0000"
    (line,) = t.editor.view.connectors_of(new)
    assert t.editor.view.ends(line) == (a, new)
    assert t.selection == (new,)
    assert t.steps() == before + 1


def test_a_connected_copy_avoids_what_is_there_and_stays_in_the_container() -> None:
    t = TestEditor()
    box = t.container(0, 0, 900, 900)
    a = t.shape(10, 10, parent=box)
    first = connectors.clone_and_connect(t.editor, a, "e")
    second = connectors.clone_and_connect(t.editor, a, "e")
    assert t.at(first) == (170, 10)
    assert t.at(second) == (170, 100)
    assert t.editor.view.parent(second) == box
    assert connectors.clone_and_connect(t.editor, t.connector(a, first), "e") == ""
    t.editor.read_only = True
    assert connectors.clone_and_connect(t.editor, a, "e") == ""


def test_values_are_written_on_connectors_only() -> None:
    t, a, _b, line = joined()
    t.select(a, line)
    assert connectors.set_values(t.editor, {"style.jump": "arc"})
    assert t.record(line).get("style.jump") == "arc"
    assert t.record(a).get("style.jump") is None


def test_walking_selects_and_reveals_the_next_shape() -> None:
    t, a, _b, _line = joined()
    far = t.shape(-5000, 0)
    t.connector(a, far)
    t.select(a)
    assert connectors.walk(t.editor, "w")
    assert t.selection == (far,)
    assert t.editor.camera.visible.contains_box(t.box(far))
    assert not connectors.walk(t.editor, "w")
    t.select()
    assert not connectors.walk(t.editor, "e")
