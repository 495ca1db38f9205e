"""Tests of free texts that are as large as what stands in them."""

from __future__ import annotations

from canvas.commands.fitting import WIDEST, fit_text, is_fitted
from canvas.model.plan import Plan, Set
from tests.support.test_editor import TestEditor

LONG = "A text that is quite long and goes on"


def written(text: str) -> tuple[TestEditor, str]:
    """Write a text where nothing was, by a click."""
    t = TestEditor()
    t.tool("text").click(100, 100)
    t.type(text)
    t.machine.finish_text()
    return t, t.selection[0]


def test_a_text_that_was_clicked_grows_with_its_line() -> None:
    t, short = written("Hi")
    u, long = written(LONG)
    assert t.box(short).w < 80 < u.box(long).w
    assert t.box(short).h == u.box(long).h == 24
    assert t.box(short).x == u.box(long).x == 100
    assert t.steps() == 2


def test_a_very_long_text_goes_on_below() -> None:
    t, a = written(LONG * 8)
    box = t.box(a)
    assert box.w <= WIDEST + 2
    assert box.h > 40
    assert box.y == 88


def test_a_text_whose_box_was_drawn_keeps_it() -> None:
    t = TestEditor()
    t.tool("text").drag_to((100, 100), (260, 200))
    t.pointer_up()
    t.type(LONG)
    t.machine.finish_text()
    assert (t.box(t.selection[0]).w, t.box(t.selection[0]).h) == (160, 100)


def test_a_text_grows_on_until_somebody_gives_it_a_size() -> None:
    t, a = written("Hi")
    t.machine.edit_text(a)
    t.type(LONG)
    t.machine.finish_text()
    assert t.box(a).w > 80
    t.editor.apply(Plan("Narrower", (Set(a, "w", 90.0),)))
    t.machine.edit_text(a)
    t.type(LONG + LONG)
    t.machine.finish_text()
    assert t.box(a).w == 90


def test_undo_takes_back_words_and_size_at_once() -> None:
    t, a = written("Hi")
    before = t.box(a)
    t.machine.edit_text(a)
    t.type(LONG)
    t.machine.finish_text()
    t.editor.undo()
    assert (t.record(a).text, t.box(a)) == ("Hi", before)


def test_only_free_texts_are_fitted() -> None:
    t = TestEditor()
    box, turned = t.shape(0, 0, text=LONG), t.shape(0, 0, kind="text", text=LONG, rotation=30.0)
    for shape in (box, turned):
        assert not is_fitted(t.editor, shape)
        assert not fit_text(t.editor, shape)
