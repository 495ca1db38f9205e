"""Tests of typing."""

from __future__ import annotations

from canvas.commands.text import Typing, format_labels, list_marks, set_label, toggle_mark
from canvas.kernels.text_edit import set_marks, text_ops
from canvas.model.plan import Splice
from canvas.model.records import Run, plain, plain_text
from tests.support.test_editor import TestEditor
from tests.support.two_people import ANA, BEN, act, redo, two_people, undo


def test_letters_typed_without_a_pause_are_one_step() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    before = t.steps()
    typing = Typing(t.editor, a)
    for i, text in enumerate(("h", "he", "hey")):
        assert typing.edit(plain(text), i * 900.0)
    assert t.steps() == before + 1
    t.editor.undo()
    assert t.record(a).text == ""


def test_a_pause_a_blur_or_a_jump_begins_a_new_step() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    before = t.steps()
    typing = Typing(t.editor, a)
    typing.edit(plain("a"), 0.0)
    typing.edit(plain("ab"), 1001.0)
    typing.pause()
    typing.edit(plain("abc"), 1100.0)
    assert t.steps() == before + 3
    t.editor.undo()
    assert t.record(a).text == "ab"
    assert not typing.edit(plain("ab"), 1200.0)


def test_what_may_not_be_changed() -> None:
    t = TestEditor()
    a = t.shape(0, 0, locked=True)
    assert not set_label(t.editor, a, plain("x"))
    assert not set_label(t.editor, "gone", plain("x"))


def test_all_labels_are_formatted_at_once() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, text="A"), t.shape(0, 0, text="B")
    t.select(a, b)
    assert format_labels(t.editor, {"bold": True})
    assert t.record(b).label == (Run("B", (("bold", True),)),)
    assert format_labels(t.editor, {"bold": None}, (a,))
    assert t.record(a).label == plain("A")
    assert not format_labels(t.editor, {"bold": None}, (a,))


def test_members_of_a_group_are_formatted() -> None:
    t = TestEditor()
    group = t.shape(0, 0, kind="group")
    a = t.shape(0, 0, parent=group, text="A")
    assert format_labels(t.select(group).editor, {"code": True})
    assert t.record(a).label[0].mark("code") is True


def test_marks_are_toggled_on_all_labels() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, text="A\nB"), t.shape(0, 0, text="C")
    t.select(a)
    assert toggle_mark(t.editor, "list", "bullet")
    t.select(a, b)
    assert toggle_mark(t.editor, "list", "bullet")
    assert dict(t.record(b).label[0].marks) == {"list": "bullet", "indent": 1.0, "align": "left"}
    assert toggle_mark(t.editor, "list", "bullet")
    assert t.record(a).label == plain("A\nB")
    assert toggle_mark(t.editor, "script", "sup")
    assert toggle_mark(t.editor, "script", "sub")
    assert t.record(b).label[0].mark("script") == "sub"


def test_undo_of_a_list_leaves_what_a_colleague_typed_into_it() -> None:
    network = two_people()
    label = network.snapshot(ANA).shapes["s"].label
    marked = set_marks(label, 0, len(plain_text(label)), list_marks("bullet"))
    act(network, ANA, *text_ops("s", label, marked))
    act(network, BEN, Splice("s", 2, 0, "XY", tuple(sorted((("bold", True), *marked[0].marks)))))
    undo(network, ANA)
    after = network.snapshot(BEN).shapes["s"].label
    assert plain_text(after) == "heXYllo"
    assert [run.mark("list") for run in after if "X" not in run.text] == [None, None]
    assert next(run for run in after if "X" in run.text).mark("bold") is True
    redo(network, ANA)
    assert {run.mark("list") for run in network.snapshot(ANA).shapes["s"].label} == {"bullet"}
