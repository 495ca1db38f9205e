"""Tests of the rubber band."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.scene.overlays import RubberBand
from tests.support.test_editor import TestEditor


def two() -> tuple[TestEditor, str, str]:
    t = TestEditor()
    return t, t.shape(100, 100), t.shape(300, 100)


def test_a_band_selects_what_it_touches_while_it_is_drawn() -> None:
    t, a, b = two()
    t.drag_to((50, 50), (320, 120))
    assert t.state == "select.brushing"
    assert t.figures(RubberBand) == [RubberBand(Box(50, 50, 270, 70))]
    assert t.selection == (a, b)
    t.key("x", "x").pointer_up()
    assert (t.state, t.selection) == ("select.idle", (a, b))


def test_ctrl_wants_all_of_a_shape_inside() -> None:
    t, a, _b = two()
    t.hold(ctrl=True).drag((50, 50), (320, 220))
    assert t.selection == (a,)


def test_shift_adds() -> None:
    t, a, b = two()
    t.select(b).hold(shift=True).drag((50, 50), (120, 120))
    assert t.selection == (b, a)


def test_escape_gives_the_selection_back() -> None:
    t, a, b = two()
    t.select(b).drag_to((50, 50), (120, 120))
    assert t.selection == (a,)
    t.key("Escape")
    assert (t.state, t.selection) == ("select.idle", (b,))
