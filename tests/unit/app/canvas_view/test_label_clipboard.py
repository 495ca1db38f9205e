"""Words on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from app.canvas_view.label_clipboard import mime_of, text_of
from app.canvas_view.label_formats import fill_document
from canvas.drawing.text import TextBlock
from canvas.editor.payload import TEXT_TYPE
from canvas.geometry.box import Box
from canvas.model.records import Run

BLOCK = TextBlock((), Box(0, 0, 100, 40))


def test_words_keep_their_marks_and_are_plain_for_others(qapp: object) -> None:
    document = QTextDocument()
    fill_document(document, (Run("plain "), Run("bold", (("bold", True),)), Run(" end")), BLOCK, 1.0)
    cursor = QTextCursor(document)
    cursor.setPosition(3)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    data = mime_of(cursor)
    assert data.text() == "in bold"
    assert text_of(data) == (Run("in "), Run("bold", (("bold", True),)))
    assert not data.hasHtml()


def test_what_is_not_ours_or_broken_has_no_marks() -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    assert text_of(data) == ()
    data.setData(TEXT_TYPE, QByteArray(b"{nonsense"))
    assert text_of(data) == ()
    data.setData(TEXT_TYPE, QByteArray(b'{"type": "other", "label": [["a", {}]]}'))
    assert text_of(data) == ()
