"""Tests of dragging bends and stretches."""

from __future__ import annotations

from canvas.commands import delete
from canvas.commands.arrange import write
from canvas.geometry.polyline import distance_to
from canvas.geometry.vec import Vec
from canvas.model.plan import UNSET
from canvas.scene.curves import drawn_points
from tests.support.test_editor import TestEditor


def test_a_straight_line_is_bent_where_it_is_grabbed() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0))
    t.select(line).drag_to(t.handle("segment:0"), (150, 80))
    assert t.state == "select.dragging_segment"
    assert len(t.editor.scene.preview(t.preview.overrides)[0].points) == 3
    t.key("x", "x").pointer_up()
    assert t.record(line).get("waypoints") == ((150, 80),)


def test_a_bend_is_moved_and_snaps() -> None:
    t = TestEditor(snap=True)
    line = t.connector(source__point=(0, 0), target__point=(300, 0), waypoints=((150, 100),))
    t.select(line).drag_to((150, 100), (163, 128))
    assert t.state == "select.dragging_waypoint"
    t.pointer_up()
    assert t.record(line).get("waypoints") == ((160, 130),)
    t.hold(ctrl=True).drag((160, 130), (163, 141))
    assert t.record(line).get("waypoints") == ((163, 141),)


def test_a_stretch_of_an_orthogonal_line_is_shifted() -> None:
    t = TestEditor()
    line = t.connector(
        t.shape(0, 0), t.shape(300, 200), routing="orthogonal", source__port=(1, 0.5), target__port=(0, 0.5)
    )
    t.select(line).drag(t.handle("segment:1"), (240, 130))
    assert t.graph.route(line) == ((100, 30), (240, 30), (240, 230), (300, 230))


def test_a_line_deleted_elsewhere_ends_the_drag() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0))
    t.select(line).drag_to(t.handle("segment:0"), (150, 80))
    delete.delete(t.editor, (line,))
    assert t.state == "select.idle"


def test_a_bend_that_is_taken_out_elsewhere_while_it_is_dragged_stays_out() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0), waypoints=((150, 200),), style__curved=True)
    t.select(line).drag_to(t.handle("waypoint:0"), (140, 60))
    write(t.editor, "Straighten", {line: {"waypoints": UNSET}})
    t.pointer_move(150, 70)
    t.pointer_up()
    assert t.record(line).get("waypoints") is None


def test_a_curve_is_pulled_by_the_mark_that_lies_on_it() -> None:
    t = TestEditor()
    free = {"source__point": (0, 0), "target__point": (300, 0)}
    for bends in (((150, 200),), ((100, 200), (200, -200))):
        line = t.connector(**free, waypoints=bends, style__curved=True)
        t.select(line).drag(t.handle("waypoint:0"), (140, 60))
        assert t.handle("waypoint:0") == (140, 60), "the mark stays under the pointer"
        drawn = drawn_points(t.record(line), t.graph.route(line))
        assert distance_to(drawn, Vec(140, 60)) < 0.3


def test_the_stretch_of_a_curve_goes_as_far_as_the_pointer() -> None:
    t = TestEditor()
    line = t.connector(
        t.shape(0, 0),
        t.shape(300, 200),
        routing="orthogonal",
        source__port=(1, 0.5),
        target__port=(0, 0.5),
        style__curved=True,
    )
    before = t.graph.route(line)
    for name in ("segment:0", "segment:1", "segment:2"):
        assert distance_to(drawn_points(t.record(line), before), t.select(line).handle(name)) < 0.3
    on_curve = drawn_points(t.record(line), before)[3]
    t.select().drag(on_curve, (on_curve.x + 40, on_curve.y + 40))
    assert t.graph.route(line) != before
    assert t.record(line).get("waypoints")
