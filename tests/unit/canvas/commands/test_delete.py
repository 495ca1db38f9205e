"""Tests of deleting."""

from __future__ import annotations

from canvas.commands.delete import delete
from canvas.editor.editor import LOCKED
from tests.support.test_editor import TestEditor


def test_the_selection_goes_in_one_step_and_comes_back() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0, text="A"), t.shape(300, 0), t.shape(600, 0)
    t.connector(a, c)
    before = t.snapshot()
    t.select(a, b)
    assert delete(t.editor)
    assert t.history.undo_name == "Delete 2 shapes"
    assert t.selection == ()
    assert not t.exists(a)
    t.editor.undo()
    assert t.snapshot() == before


def test_locked_shapes_stay() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, locked=True), t.shape(300, 0)
    assert delete(t.editor, (a, b))
    assert (t.exists(a), t.exists(b)) == (True, False)
    assert t.history.undo_name == "Delete"
    assert not delete(t.editor, (a,))
    assert t.notices == [LOCKED]


def test_nothing_selected() -> None:
    assert not delete(TestEditor().editor)
