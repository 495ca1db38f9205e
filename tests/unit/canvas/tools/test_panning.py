"""Tests of moving the view."""

from __future__ import annotations

import pytest

from canvas.geometry.vec import Vec
from canvas.tools.events import LEFT, MIDDLE, RIGHT, PinchEvent
from canvas.tools.state import GRAB
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize("button", [MIDDLE, RIGHT])
def test_middle_and_right_drags_pan_with_any_tool(button: str) -> None:
    t = TestEditor()
    t.tool("rect").pointer_down(100, 100, button).pointer_move(150, 100).pointer_up()
    assert t.editor.camera.origin == Vec(-50, 0)
    assert t.state == "rect.idle"
    assert t.shapes() == ()


def test_space_makes_any_tool_a_hand() -> None:
    t = TestEditor()
    t.shape(0, 0)
    assert t.key_down("Space")
    assert t.preview.cursor == GRAB
    t.pointer_down(50, 30, LEFT).pointer_move(80, 30).pointer_up()
    t.key_up("Space")
    assert t.editor.camera.origin == Vec(-30, 0)
    assert t.selection == ()
    t.click(50, 30)
    assert t.selection != ()


def test_a_right_click_asks_for_a_menu_and_selects() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    asked: list[str] = []
    t.machine.on_context_menu.subscribe(lambda menu: asked.append(menu.shape))
    t.click(50, 30, RIGHT)
    assert (asked, t.selection) == ([a], (a,))
    t.click(500, 300, RIGHT)
    assert (asked, t.selection) == ([a, ""], ())
    t.pointer_down(500, 300, RIGHT).pointer_move(502, 300).pointer_up()
    assert len(asked) == 3
    assert t.editor.camera.origin == Vec(0, 0)


def test_the_wheel() -> None:
    t = TestEditor()
    t.wheel(0, -60)
    assert t.editor.camera.origin == Vec(0, 60)
    t.hold(shift=True).wheel(0, -60)
    assert t.editor.camera.origin == Vec(60, 60)
    t.hold(ctrl=True).wheel(0, 60, (100, 100))
    assert t.editor.camera.zoom == pytest.approx(1.094, abs=0.001)
    t.hold(alt=True).wheel(-60, 0, (100, 100))
    assert t.editor.camera.zoom == pytest.approx(1.0)
    t.hold().machine.wheel_zooms = True
    t.wheel(0, 60)
    assert t.editor.camera.zoom > 1
    origin = t.hold(ctrl=True).editor.camera.origin
    t.wheel(0, -60)
    assert t.editor.camera.origin.y > origin.y


def test_a_pinch_zooms() -> None:
    t = TestEditor()
    t.machine.handle(PinchEvent(Vec(0, 0), 2.0))
    assert t.editor.camera.zoom == 2.0


def test_escape_ends_a_pan() -> None:
    t = TestEditor()
    t.pointer_down(100, 100, MIDDLE)
    assert not t.machine.at_rest
    t.key("Escape")
    assert t.machine.at_rest
    t.pointer_move(300, 300)
    assert t.editor.camera.origin == Vec(0, 0)
