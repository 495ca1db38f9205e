"""Tests of the hand tool."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.tools.state import GRAB, GRABBING
from tests.support.test_editor import TestEditor


def test_dragging_moves_the_view_and_selects_nothing() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.tool("hand")
    assert (t.state, t.preview.cursor) == ("hand.idle", GRAB)
    t.pointer_down(50, 30).pointer_move(70, 60)
    assert t.preview.cursor == GRABBING
    assert t.editor.camera.origin == Vec(-20, -30)
    t.pointer_up()
    assert t.selection == ()
    assert not t.key_down("A")
