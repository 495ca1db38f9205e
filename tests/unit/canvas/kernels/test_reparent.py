"""Tests of changing parents."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.edits import plan_of
from canvas.kernels.reparent import movable_into, reparent
from tests.support.test_editor import TestEditor


def place(t: TestEditor) -> tuple[str, str]:
    return t.editor.page, t.editor.layer


def test_a_shape_keeps_its_place_in_the_scene() -> None:
    t = TestEditor()
    box, a = t.container(100, 100), t.shape(150, 160)
    t.editor.apply(plan_of("In", reparent(t.graph, (a,), box, place(t)), t.document.records.shapes))
    assert (t.record(a).x, t.record(a).y) == (50, 60)
    assert t.at(a) == (150, 160)
    t.editor.apply(plan_of("Out", reparent(t.graph, (a,), "", place(t)), t.document.records.shapes))
    assert t.record(a).values["parent"] == ""
    assert t.at(a) == (150, 160)


def test_a_movement_can_be_made_at_the_same_time() -> None:
    t = TestEditor()
    box, a = t.container(100, 100), t.shape(0, 0)
    assert reparent(t.graph, (a,), box, place(t), by=Vec(120, 130))[a]["x"] == 20.0


def test_a_line_keeps_its_bends_and_ends() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    line = t.connector(source__point=(100, 100), target__point=(200, 100), waypoints=((150, 150),))
    values = reparent(t.graph, (line,), box, place(t))[line]
    assert values["source.point"] == (0.0, 0.0)
    assert values["waypoints"] == ((50.0, 50.0),)


def test_nothing_goes_into_itself_or_what_it_holds() -> None:
    t = TestEditor()
    outer = t.container(0, 0)
    inner = t.container(0, 0, parent=outer)
    assert reparent(t.graph, (outer,), inner, place(t)) == {}
    assert reparent(t.graph, (outer,), outer, place(t)) == {}


def test_what_is_there_already_is_left_alone() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    child = t.shape(0, 0, parent=box)
    assert movable_into(t.graph, (child,), box, place(t)) == ()


def test_given_orders_are_used_back_to_front() -> None:
    t = TestEditor()
    box, a, b = t.container(0, 0), t.shape(0, 0), t.shape(0, 0)
    edits = reparent(t.graph, (b, a), box, place(t), ["A1", "A2"])
    assert (edits[a]["order"], edits[b]["order"]) == ("A1", "A2")


def test_a_shape_placed_by_fractions_gets_plain_coordinates() -> None:
    t = TestEditor()
    child = t.shape(0.5, 0.5, parent=t.shape(100, 100), relative=True)
    t.editor.apply(plan_of("Out", reparent(t.graph, (child,), "", place(t)), t.document.records.shapes))
    assert t.at(child) == (150, 130)
    assert not t.record(child).get("relative")
