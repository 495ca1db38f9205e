from __future__ import annotations

from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.model.records import Run
from canvas.qt.text_paragraphs import LINK_COLOR, cut, paragraphs


def block(*runs: Run) -> TextBlock:
    return TextBlock(runs, Box(0, 0, 100, 100), Font(weight=700), "#112233")


def test_a_newline_carries_the_marks_of_its_paragraph() -> None:
    first, second = paragraphs(block(Run("one"), Run("\n", (("align", "right"), ("indent", 2.0))), Run("two")))
    assert (first.text, first.align, first.indent) == ("one", "right", 2)
    assert (second.text, second.align, second.indent) == ("two", "center", 0)


def test_marks_of_wrong_types_are_ignored() -> None:
    marks = (("color", 5.0), ("indent", "x"), ("link", True), ("size", "big"))
    (paragraph,) = paragraphs(block(Run("a", marks)))
    stretch = paragraph.stretches[0]
    assert (stretch.color, stretch.link, stretch.font.size, paragraph.indent) == ("#112233", None, 12.0, 0)


def test_bold_can_be_taken_away_and_links_are_blue() -> None:
    (paragraph,) = paragraphs(block(Run("a", (("bold", False),)), Run("b"), Run("c", (("link", "x:"),))))
    assert [s.font.weight for s in paragraph.stretches] == [400, 700, 700]
    assert paragraph.stretches[2].color == LINK_COLOR


def test_cutting_keeps_the_looks() -> None:
    (paragraph,) = paragraphs(block(Run("abc"), Run("def", (("italic", True),))))
    pieces = list(cut(paragraph.stretches, 1, 5))
    assert [(p.text, p.font.italic) for p in pieces] == [("bc", False), ("de", True)]
    assert list(cut(paragraph.stretches, 3, 3)) == []
