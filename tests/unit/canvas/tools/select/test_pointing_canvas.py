"""Tests of presses beside all shapes."""

from __future__ import annotations

from tests.support.test_editor import TestEditor


def test_a_click_lets_the_selection_go_unless_shift_is_held() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a).hold(shift=True).pointer_down(500, 500)
    assert t.state == "select.pointing_canvas"
    assert t.preview.figures
    t.key("x", "x").pointer_move(501, 500).pointer_up()
    assert t.selection == (a,)
    t.hold().click(500, 500)
    assert t.selection == ()
