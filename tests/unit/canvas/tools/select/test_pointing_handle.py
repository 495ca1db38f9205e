"""Tests of presses on handles."""

from __future__ import annotations

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
