"""Tests of tags."""

from __future__ import annotations

from canvas.commands import tags
from tests.support.test_editor import TestEditor


def test_tags_are_added_removed_and_counted() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, tags="old"), t.shape(200, 0)
    t.select(a, b)
    assert tags.add(t.editor, " to do ")
    assert not tags.add(t.editor, " ")
    assert t.record(a).get("tags") == "old to-do"
    assert tags.all_tags(t.editor) == (("old", 1), ("to-do", 2))
    assert tags.shared(t.editor) == ("to-do",)
    assert not tags.add(t.editor, "to-do")
    assert tags.remove(t.editor, "to-do", (a,))
    assert tags.remove(t.editor, "to-do", (b,))
    assert t.record(b).get("tags") is None
    assert tags.shared(t.select().editor) == ()


def test_by_tag_shapes_are_selected_and_hidden() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, tags="x y"), t.shape(200, 0, tags="x")
    other = t.shape(400, 0)
    assert tags.select_tagged(t.editor, "x") == 2
    assert tags.set_hidden(t.editor, "x", True)
    assert tags.is_hidden(t.editor, "x")
    assert t.editor.scene.order == (other,)
    assert t.selection == ()
    assert tags.set_hidden(t.editor, "x", False)
    assert not tags.is_hidden(t.editor, "x")
    assert t.editor.scene.order == (a, b, other)
    assert tags.tagged(t.editor, "y") == (a,)


def test_common_tags_are_set_and_own_ones_stay() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, tags="own common"), t.shape(200, 0, tags="common")
    t.select(a, b)
    assert tags.set_shared(t.editor, ("common",), ("new", "words"))
    assert t.record(a).get("tags") == "own new words"
    assert t.record(b).get("tags") == "new words"
