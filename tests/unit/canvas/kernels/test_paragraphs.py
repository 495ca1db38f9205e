"""Tests of labels as paragraphs."""

from __future__ import annotations

import pytest

from canvas.kernels.paragraphs import Paragraph, label_of, marked, paragraphs_of, shifted, toggled_list
from canvas.model.records import RichText, Run, plain

BULLET = (("indent", 1.0), ("list", "bullet"))
LABELS: list[RichText] = [
    (),
    plain("one"),
    plain("one\ntwo\n"),
    plain("\n\n"),
    (Run("a", (("bold", True), *BULLET)), Run("\nb\n", BULLET), Run("\n", (("size", 5.0),)), Run("c")),
    (Run("\n", (("rule", True),)), Run("after")),
    (Run("x", (("align", "left"), ("line_height", 1.5))),),
]


@pytest.mark.parametrize("label", LABELS)
def test_there_and_back(label: RichText) -> None:
    sorted_label = tuple(Run(run.text, tuple(sorted(run.marks))) for run in label)
    assert label_of(paragraphs_of(label)) == sorted_label


def test_a_label_has_a_paragraph_more_than_newlines() -> None:
    assert [len(paragraphs_of(label)) for label in LABELS] == [1, 1, 3, 3, 4, 2, 1]


def test_the_last_item_may_be_empty() -> None:
    listed = toggled_list(paragraphs_of(plain("one\n")), 0, 1, "bullet")
    assert [p.list_kind for p in listed] == ["bullet", "bullet"]
    assert label_of(listed) == (Run("one\n", BULLET),)


def test_a_list_is_toggled_and_changed() -> None:
    paragraphs = paragraphs_of(plain("a\nb\nc"))
    bullets = toggled_list(paragraphs, 0, 1, "bullet")
    assert [p.list_kind for p in bullets] == ["bullet", "bullet", ""]
    numbers = toggled_list(bullets, 0, 2, "ordered")
    assert [p.list_kind for p in numbers] == ["ordered"] * 3
    assert toggled_list(numbers, 0, 2, "ordered") == paragraphs


def test_items_go_in_and_out_and_leave_the_list_at_the_end() -> None:
    item = toggled_list(paragraphs_of(plain("a")), 0, 0, "bullet")
    deeper = shifted(item, 0, 0, 1)
    assert deeper[0].level == 2
    assert shifted(deeper, 0, 0, -1) == item
    assert shifted(item, 0, 0, -1) == paragraphs_of(plain("a"))
    for _ in range(20):
        deeper = shifted(deeper, 0, 0, 1)
    assert deeper[0].level == 6
    assert shifted(paragraphs_of(plain("a")), 0, 0, -1)[0].level == 0


def test_alignment_of_some_paragraphs() -> None:
    right = marked(paragraphs_of(plain("a\nb")), 1, 1, {"align": "right"})
    assert label_of(right) == (Run("a\n"), Run("b", (("align", "right"),)))
    assert label_of(marked(right, 0, 1, {"align": None})) == plain("a\nb")


def test_text_in_a_rule_makes_it_plain() -> None:
    assert label_of((Paragraph((Run("a"),), (("rule", True),)),)) == plain("a")


def test_a_level_that_is_no_number_counts_as_none() -> None:
    assert Paragraph((), (("indent", "far"),)).level == 0
