"""Marks survive the way through a QTextDocument exactly."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from app.canvas_view.label_formats import char_format, fill_document, read_document, switched, with_mark
from canvas.drawing.color import adapt
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import LINK_COLOR, TextBlock
from canvas.geometry.box import Box
from canvas.model.records import RichText, Run

BULLET = (("indent", 1.0), ("list", "bullet"))
DEEPER = (("indent", 2.0), ("list", "bullet"))
BLOCK = TextBlock((), Box(0, 0, 100, 40))


@pytest.mark.parametrize(
    "label",
    [
        (),
        (Run("plain"),),
        (Run("two\nlines"),),
        (Run("bold", (("bold", True),)), Run(" and "), Run("red", (("color", "#ff0000"), ("size", 13.5)))),
        (Run("é😀𝄞", (("italic", True),)), Run("\nx")),
        (Run("x"), Run("2", (("script", "sup"),))),
        (Run("trailing\n"),),
        (Run("one\n", BULLET), Run("in\n", DEEPER), Run("two\n", BULLET), Run("plain")),
        (Run("1\n2", (("indent", 1.0), ("list", "ordered"))),),
        (Run("right\n", (("align", "right"), ("line_height", 1.5))), Run("code", (("code", True),))),
        (Run("\n", (("rule", True),)), Run("below")),
        (Run("a", (("bold", False), ("link", "https://a.example"))),),
    ],
)
@pytest.mark.parametrize("zoom", [0.33, 1.0, 2.7])
def test_a_label_is_read_back_as_it_was_filled_in(qapp: object, label: RichText, zoom: float) -> None:
    document = QTextDocument()
    fill_document(document, label, BLOCK, zoom)
    assert read_document(document) == label


def test_setting_a_mark_keeps_the_others_sorted() -> None:
    assert with_mark((("italic", True),), "bold", True) == (("bold", True), ("italic", True))


@pytest.mark.parametrize("value", [None, False])
def test_a_mark_is_removed_by_none_or_false(value: bool | None) -> None:
    assert with_mark((("bold", True), ("size", 9.0)), "bold", value) == (("size", 9.0),)


def test_lists_are_numbered_on_through_what_is_nested(qapp: object) -> None:
    document = QTextDocument()
    number = (("indent", 1.0), ("list", "ordered"))
    fill_document(
        document,
        (Run("a\n", number), Run("in\n", DEEPER), Run("b\n", number), Run("x\n"), Run("c", number)),
        BLOCK,
        1.0,
    )
    blocks = [document.findBlockByNumber(n) for n in (0, 2, 4)]
    assert [block.textList().itemNumber(block) for block in blocks] == [0, 1, 0]


def test_a_switch_says_only_what_the_label_does_not_say_itself() -> None:
    assert switched((), "bold", True, False) == (("bold", True),)
    assert switched((("bold", True),), "bold", False, False) == ()
    assert switched((), "bold", False, True) == (("bold", False),)
    assert switched((("bold", False),), "bold", True, True) == ()


def test_colours_are_those_of_the_canvas_in_the_dark(qapp: object) -> None:
    dark = ColorScheme.DARK
    red = char_format((("background", "#ffff00"), ("color", "#c00000")), BLOCK, 1.0, dark)
    assert red.foreground().color().name() == adapt("#c00000")
    assert red.background().color().name() == adapt("#ffff00")
    link = char_format((("link", "https://a.example"),), BLOCK, 1.0, dark)
    assert link.foreground().color().name() == adapt(LINK_COLOR)
    assert char_format((), BLOCK, 1.0, dark).foreground().color().name() == BLOCK.color
