"""Words of a label on the clipboard: with their marks for our own text fields, plain for everybody else."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from app.canvas_view.label_formats import read_document
from canvas.editor.payload import TEXT_TYPE, decode_text, encode_text
from canvas.errors import CanvasError
from canvas.model.records import RichText


def mime_of(selection: QTextCursor) -> QMimeData:
    """Return the selected words for the clipboard."""
    piece = QTextDocument()
    QTextCursor(piece).insertFragment(selection.selection())
    data = QMimeData()
    data.setData(TEXT_TYPE, QByteArray(encode_text(read_document(piece))))
    data.setText(selection.selection().toPlainText())
    return data


def text_of(data: QMimeData) -> RichText:
    """Return the words on the clipboard with their marks; empty when they are not from a text field of ours.

    What other programs write as HTML is not taken over: it brings fonts, colours and links nobody asked for.
    """
    if not data.hasFormat(TEXT_TYPE):
        return ()
    try:
        return decode_text(bytes(data.data(TEXT_TYPE).data()))
    except CanvasError:
        # The plain text beside it says the same without marks.
        return ()
