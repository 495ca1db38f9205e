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
