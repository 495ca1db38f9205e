"""What other programs put on the clipboard in words: a drawing as SVG, shapes of draw.io, cells of a spreadsheet, text."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from PySide6.QtCore import QMimeData

from app.workbench.picture_files import paste_picture
from canvas.commands.cells import cells_of, paste_cells
from canvas.commands.clipboard import paste_shapes, paste_text
from canvas.drawing.pictures import BYTE_LIMIT
from canvas.editor.editor import Editor
from canvas.errors import MalformedFile
from canvas.geometry.vec import Vec
from canvas.kernels.copying import Copied
from canvas.qt.images import ImageStore

SVG_TYPE = "image/svg+xml"
# Possessive, so that what is no drawing is left at the first look: to go back into a hundred comments would take for ever.
_SVG = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+(?:<!DOCTYPE svg[^>]*+>\s*+)?+<svg[\s>]", re.DOTALL
)
_DIAGRAM = re.compile(r"\s*(<|%3C)(mxGraphModel|mxfile)\b", re.IGNORECASE)
"""How diagrams of draw.io begin on the clipboard: as XML, or as XML made safe for an address."""


def paste_drawing(editor: Editor, data: QMimeData, images: ImageStore, at: Vec | None) -> bool:
    """Put a drawing in SVG onto the page as a picture; return whether there is one that can be shown.

    Args:
        editor: where.
        data: an SVG file, or text that is one.
        images: decides what can be shown.
        at: scene point for its middle; None for the middle of the view.
    """
    if data.hasFormat(SVG_TYPE):
        drawing = bytes(data.data(SVG_TYPE).data())
    elif data.hasText() and _SVG.match(data.text()):
        drawing = data.text().encode()
    else:
        return False
    return len(drawing) <= BYTE_LIMIT and paste_picture(editor, drawing, images, at)


def paste_words(editor: Editor, text: str, at: Vec | None) -> bool:
    """Put text onto the page as what it says it is: shapes, a table, or words; return whether anything was written.

    Raises:
        FormatError: it begins like a diagram of draw.io and cannot be read.
    """
    if _DIAGRAM.match(text):
        return bool(paste_shapes(editor, _shapes(text), at))
    if cells := cells_of(text):
        return bool(paste_cells(editor, cells, at))
    return bool(paste_text(editor, text, at))


def _shapes(text: str) -> Copied:
    """Return the shapes of the first page of a diagram in the format of draw.io."""
    # An XML library is much to load before anybody has pasted such a thing.
    from canvas.formats.drawio.library_reader import copied_of
    from canvas.formats.drawio.reader import read_drawio

    xml = text.strip()
    diagram = read_drawio((unquote(xml) if xml.startswith("%") else xml).encode())
    if not diagram.pages:
        raise MalformedFile("the diagram on the clipboard has no page")
    first = min(diagram.pages.values(), key=lambda page: page.order).id
    shapes = {i: shape for i, shape in diagram.shapes.items() if shape.page == first}
    return copied_of(replace(diagram, shapes=shapes))
