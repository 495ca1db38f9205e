"""Tests of clicks on shapes."""

from __future__ import annotations

from tests.support.test_editor import TestEditor


def test_a_click_selects_and_shift_adds_and_removes() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    t.click(50, 30)
    assert t.selection == (a,)
    t.hold(shift=True).click(350, 30)
    assert t.selection == (a, b)
    t.click(50, 30)
    assert t.selection == (b,)


def test_a_click_on_one_of_several_selects_it_alone_when_the_button_comes_up() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    t.select(a, b).pointer_down(50, 30)
    assert (t.state, t.selection) == ("select.pointing_shape", (a, b))
    assert t.preview.cursor == "move"
    t.key("x", "x").pointer_up()
    assert t.selection == (a,)
    t.click(50, 30)
    assert t.selection == (a,)


def test_alt_click_selects_what_lies_below() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(0, 0)
    t.click(50, 30)
    assert t.selection == (b,)
    t.hold(alt=True).click(50, 30)
    assert t.selection == (a,)


def test_a_small_movement_is_still_a_click() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.pointer_down(50, 30).pointer_move(52, 31).pointer_up()
    assert t.at(a) == (0, 0)
    assert t.state == "select.idle"


def test_a_line_that_hangs_on_something_is_bent_where_it_is_dragged() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0), routing="straight")
    t.pointer_down(150, 30).pointer_move(160, 90)
    assert (t.selection, t.state) == ((line,), "select.dragging_segment")
    t.pointer_up()
    assert t.record(line).get("waypoints") == ((160, 90),)
    t.editor.undo()
    assert t.record(line).get("waypoints") is None


def test_the_stretch_of_an_orthogonal_line_that_is_dragged_is_shifted() -> None:
    t = TestEditor()
    line = t.connector(
        t.shape(0, 0), t.shape(300, 200), routing="orthogonal", source__port=(1, 0.5), target__port=(0, 0.5)
    )
    t.select(line).drag((201, 90), (240, 95))
    assert t.graph.route(line) == ((100, 30), (240, 30), (240, 230), (300, 230)), "exactly where the pointer is"


def test_a_line_that_hangs_on_nothing_is_moved_and_so_is_one_among_others() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 200), target__point=(100, 200), routing="straight")
    t.select(line).drag((30, 200), (40, 230))
    assert t.graph.route(line) == ((10, 230), (110, 230))
    a, b = t.shape(0, 0), t.shape(300, 0)
    glued = t.connector(a, b, routing="straight")
    t.select(a, b, glued).drag((200, 30), (210, 50))
    assert (t.at(a), t.at(b)) == ((10, 20), (310, 20))
    assert t.record(glued).get("waypoints") is None


def test_a_locked_line_is_not_bent() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0), routing="straight", locked=True)
    t.select(line).drag((200, 30), (210, 90))
    assert t.record(line).get("waypoints") is None
