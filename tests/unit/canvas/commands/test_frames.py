"""Tests of frames."""

from __future__ import annotations

from canvas.commands import frames
from canvas.commands.create import create_shape
from canvas.geometry.box import Box
from tests.support.test_editor import TestEditor


def test_frames_are_listed_in_reading_order_with_their_names() -> None:
    t = TestEditor()
    low = create_shape(t.editor, "frame", Box(0, 400, 200, 100))
    right = create_shape(t.editor, "frame", Box(300, 5, 200, 100))
    left = create_shape(t.editor, "frame", Box(0, 0, 200, 100))
    t.machine.edit_text(left)
    t.type("Start")
    t.machine.finish_text()
    t.shape(0, 0)
    found = frames.frames(t.editor, t.editor.page)
    assert [f.shape for f in found] == [left, right, low]
    assert found[0].name == "Start"
    assert found[0].box == Box(0, 0, 200, 100)
