"""Tests of locks and visibility."""

from __future__ import annotations

from canvas.commands import layers, locking
from canvas.editor import rights
from tests.support.test_editor import TestEditor


def nested() -> tuple[TestEditor, str, str]:
    t = TestEditor()
    box = t.container(0, 0)
    return t, box, t.shape(0, 0, parent=box)


def test_lineage_goes_outwards() -> None:
    t, box, child = nested()
    assert rights.lineage(t.editor.view, child) == (child, box)


def test_what_lies_in_something_locked_is_locked() -> None:
    t, box, child = nested()
    assert not rights.is_locked(t.document.records, t.editor.view, child)
    locking.set_locked(t.editor, True, (box,))
    assert rights.is_locked(t.document.records, t.editor.view, child)
    assert not rights.is_on_locked_layer(t.document.records, t.editor.view, child)


def test_a_locked_layer_locks_all_on_it() -> None:
    t, _box, child = nested()
    layers.set_locked(t.editor, t.editor.layer, True)
    assert rights.is_on_locked_layer(t.document.records, t.editor.view, child)
    assert rights.is_locked(t.document.records, t.editor.view, child)


def test_what_is_not_painted_cannot_be_picked() -> None:
    t, box, child = nested()
    visible = t.editor.can_pick
    assert visible(child)
    collapsed = t.shape(0, 0, collapsed=True)
    assert not visible(t.shape(0, 0, parent=collapsed))
    assert visible(collapsed)
    assert not visible(t.shape(0, 0, hidden=True))
    layers.set_visible(t.editor, t.editor.layer, False)
    assert not visible(box)
