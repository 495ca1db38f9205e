"""Marks survive the way through a QTextDocument exactly."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from app.canvas_view.label_formats import fill_document, read_document, with_mark
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.model.records import RichText, Run

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
