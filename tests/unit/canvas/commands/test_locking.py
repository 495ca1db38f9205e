"""Tests of locking and hiding."""

from __future__ import annotations

from canvas.commands import locking
from canvas.editor.editor import READ_ONLY
from tests.support.test_editor import TestEditor


def test_locking_and_unlocking_the_selection() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, locked=True), t.shape(0, 0)
    t.select(a, b)
    assert locking.toggle_locked(t.editor)
    assert t.record(b).get("locked") is True
    assert locking.toggle_locked(t.editor)
    assert not t.record(a).get("locked")
    assert not locking.toggle_locked(t.select().editor)


def test_not_in_a_read_only_diagram() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.editor.read_only = True
    assert not locking.set_locked(t.editor, True, (a,))
    assert t.notices == [READ_ONLY]


def test_what_is_hidden_is_no_longer_selected() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    assert locking.hide(t.select(a).editor, True)
    assert t.selection == ()
    assert t.editor.scene.order == ()
    assert locking.hide(t.editor, False, (a,))
    assert t.editor.scene.order == (a,)
