"""Tests of grouping as a user does it."""

from __future__ import annotations

from canvas.commands.group import group, set_collapsed, take_out, ungroup
from tests.support.test_editor import TestEditor


def test_grouping_and_ungrouping() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(300, 200)
    t.select(a, b)
    made = group(t.editor)
    assert t.selection == (made,)
    assert t.history.undo_name == "Group"
    assert ungroup(t.editor) == (a, b)
    assert t.selection == (a, b)
    assert not t.exists(made)


def test_what_cannot_be_grouped() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    assert group(t.select(a).editor) == ""
    assert ungroup(t.editor) == ()


def test_taking_out_keeps_the_place() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = t.shape(5, 5, parent=box)
    assert take_out(t.select(a).editor)
    assert t.editor.view.parent(a) == ""
    assert t.at(a) == (105, 105)


def test_a_container_is_shut_and_opened() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    child = t.shape(0, 0, parent=box)
    assert set_collapsed(t.editor, box, True)
    assert child not in t.editor.scene.order
    assert set_collapsed(t.editor, box, False)
    assert child in t.editor.scene.order
    assert not set_collapsed(t.editor, "gone", True)
