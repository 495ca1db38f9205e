"""Tests of presses on handles."""

from __future__ import annotations

from itertools import pairwise

from canvas.commands.connectors import move_segment
from canvas.geometry.vec import Vec, lerp
from tests.support.test_editor import TestEditor


def test_a_press_alone_changes_nothing() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    t.select(a).pointer_down(*t.handle("se"))
    assert t.state == "select.pointing_handle"
    assert t.preview.cursor == "resize:45"
    t.key("x", "x").pointer_move(201, 161).pointer_up()
    assert t.steps() == 1
    assert t.selection == (a,)


def test_a_double_click_takes_a_bend_out() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0), waypoints=((150, 100),))
    t.select(line).double_click(150, 100)
    assert not t.record(line).get("waypoints")


def test_a_double_click_lets_a_shifted_stretch_go() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(600, 300), routing="orthogonal")
    before = t.editor.graph.route(line)
    middle = next(i for i, (a, b) in enumerate(pairwise(before)) if a.x == b.x)
    assert move_segment(t.editor, line, middle, Vec(60, 0))
    a, b = next((a, b) for a, b in pairwise(t.editor.graph.route(line)) if a.x == b.x)
    t.select(line).double_click(*lerp(a, b, 0.5))
    assert not t.record(line).get("waypoints")
    assert t.editor.graph.route(line) == before
    assert t.state == "select.idle"


def test_a_double_click_on_a_stretch_that_nobody_shifted_writes_on_the_line() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 200), routing="orthogonal")
    route = t.editor.graph.route(line)
    t.select(line).double_click(*lerp(route[0], route[1], 0.5))
    assert t.state == "select.editing_text"
