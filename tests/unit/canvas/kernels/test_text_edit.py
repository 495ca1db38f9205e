"""Tests of the way from an edited label to splices and formats."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.kernels.text_edit import joined, set_marks, text_ops
from canvas.model.plan import Format, Plan, Splice
from canvas.model.records import RichText, Run, plain
from tests.support.test_editor import TestEditor

BOLD = (("bold", True),)


def test_a_typed_letter_is_one_splice() -> None:
    assert text_ops("a", plain("hllo"), plain("hello")) == (Splice("a", 1, 0, "e"),)


def test_a_replaced_word_touches_nothing_else() -> None:
    assert text_ops("a", plain("one two six"), plain("one 2 six")) == (Splice("a", 4, 3, "2"),)


def test_deleting_all() -> None:
    assert text_ops("a", plain("ab"), ()) == (Splice("a", 0, 2, ""),)


def test_nothing_changed() -> None:
    assert text_ops("a", plain("ab"), plain("ab")) == ()


def test_bold_on_a_word_is_a_format() -> None:
    new = (Run("one "), Run("two", BOLD))
    assert text_ops("a", plain("one two"), new) == (Format("a", 4, 3, {"bold": True}),)
    assert text_ops("a", new, plain("one two")) == (Format("a", 4, 3, {"bold": None}),)


def test_runs_of_an_insertion_keep_their_marks() -> None:
    ops = text_ops("a", plain("ad"), (Run("a"), Run("b", BOLD), Run("cd")))
    assert ops == (Splice("a", 1, 0, "b", BOLD), Splice("a", 2, 0, "c"))


def test_marks_are_set_and_removed_on_a_stretch() -> None:
    bold = set_marks(plain("abcd"), 1, 3, {"bold": True})
    assert bold == (Run("a"), Run("bc", BOLD), Run("d"))
    assert set_marks(bold, 3, 4, {"italic": True})[:2] == bold[:2]
    assert joined(list(set_marks(bold, 0, 4, {"bold": None}))) == plain("abcd")


RUNS = st.lists(
    st.builds(
        Run,
        st.text("ab\n😀é", min_size=1, max_size=4),
        st.sampled_from([(), BOLD, (("color", "#ff0000"),), (("bold", True), ("color", "#00ff00"))]),
    ),
    max_size=4,
).map(lambda runs: joined(list(runs)))


@given(RUNS, RUNS)
def test_the_document_reads_as_edited(old: RichText, new: RichText) -> None:
    t = TestEditor()
    shape = t.shape(0, 0)
    for was, now in (((), old), (old, new)):
        ops = text_ops(shape, was, now)
        if ops:
            t.document.apply(Plan("Edit", ops))
    assert t.record(shape).label == new
