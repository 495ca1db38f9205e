"""Tests of dragging the rotation handle."""

from __future__ import annotations

from canvas.scene.overlays import Badge
from tests.support.test_editor import TestEditor


def test_turning_by_dragging_and_steps_with_shift() -> None:
    t = TestEditor()
    a = t.shape(100, 100, 100, 100)
    t.select(a).drag_to(t.handle("rotate"), (250, 150))
    assert t.state == "select.rotating"
    assert t.figures(Badge)[0].text == "90°"  # type: ignore[attr-defined]
    assert t.editor.scene.preview(t.preview.overrides)[0].placement.rotation == 90
    t.key("x", "x").pointer_up()
    assert t.record(a).rotation == 90
    t.hold(shift=True).drag(t.handle("rotate"), (240, 190))
    assert t.record(a).rotation == 120


def test_several_shapes_turn_about_their_middle() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 100), t.shape(300, 0, 100, 100)
    t.select(a, b).drag(t.handle("rotate"), (500, 50))
    assert t.at(a) == (150, -150)
    assert t.at(b) == (150, 150)
    t.drag_to(t.handle("rotate"), (500, 50)).key("Escape")
    assert t.at(a) == (150, -150)
