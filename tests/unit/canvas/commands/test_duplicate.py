"""Tests of duplicating."""

from __future__ import annotations

from canvas.commands.duplicate import duplicate
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def test_copies_are_selected_and_glued_to_each_other() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, text="A"), t.shape(300, 0)
    line = t.connector(a, b)
    t.select(a, b, line)
    new_a, new_b, new_line = duplicate(t.editor)
    assert t.selection == (new_a, new_b, new_line)
    assert t.at(new_a) == (20, 20)
    assert t.record(new_a).text == "A"
    assert t.editor.view.ends(new_line) == (new_a, new_b)
    assert t.history.undo_name == "Duplicate"


def test_a_copy_stays_in_its_container() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = t.shape(10, 10, parent=box)
    (copy,) = duplicate(t.editor, (a,), Vec(5, 6))
    assert t.editor.view.parent(copy) == box
    assert t.at(copy) == (115, 116)


def test_a_group_is_copied_with_its_members() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 200, 100, kind="group")
    t.shape(10, 10, parent=group)
    (copy,) = duplicate(t.editor, (group,))
    (member,) = t.editor.view.children(copy)
    assert t.at(member) == (30, 30)


def test_nothing_to_duplicate() -> None:
    t = TestEditor()
    assert duplicate(t.editor) == ()
    t.editor.read_only = True
    assert duplicate(t.editor, (t.shape(0, 0),)) == ()
