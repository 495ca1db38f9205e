"""Tests of placing a text."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.tools.placing_text import begin_text
from canvas.tools.select.editing_text import EditingText
from canvas.tools.state import DONE
from tests.support.test_editor import TestEditor


def test_a_text_begins_where_it_was_asked_for() -> None:
    t = TestEditor()
    state = begin_text(t.editor, Vec(100, 100))
    assert isinstance(state, EditingText)
    assert t.box(state.shape) == Box(100, 88, 80, 24)
    state.leave()
    assert t.shapes() == ()


def test_double_click_on_the_canvas_writes_there() -> None:
    t = TestEditor()
    t.double_click(300, 300)
    t.type("note").key("Escape")
    assert t.record(t.newest()).text == "note"


def test_not_in_a_read_only_diagram() -> None:
    t = TestEditor()
    t.editor.read_only = True
    assert begin_text(t.editor, Vec(0, 0)) is DONE
    t.double_click(300, 300)
    assert t.state == "select.idle"
