"""Display lists as PDF: vector paths, selectable text with embedded fonts, links, one page per diagram page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextLayout, QTransform

from canvas.drawing.display_list import DisplayEntry
from canvas.errors import FormatError, LimitExceeded
from canvas.geometry.box import Box
from canvas.qt.colors import qt_color
from canvas.qt.fonts import SANS
from canvas.qt.painter import HINTS, PaintTools, paint_vector
from canvas.qt.paths import qt_rect
from canvas.qt.text_shaping import anchor_format

RESOLUTION = 1200
"""Dots per inch of the PDF's own grid; coordinates are rounded to it."""
POINTS_PER_UNIT = 0.75
"""A scene unit is 1/96 inch."""
SIDE_LIMIT = 14400.0
"""Points: the largest page that PDF readers accept. Larger pages are scaled down to it."""
PAGE_LIMIT = 2000
_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page to write.

    Attributes:
        entries: back to front.
        box: scene box that becomes the page.
        background: "#rrggbb", or None for paper.
        links: URL by shape id; http, https and mailto only.
    """

    entries: Sequence[DisplayEntry]
    box: Box
    background: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)


def write_pdf(pages: Iterable[PdfPage], tools: PaintTools, title: str = "") -> bytes:
    """Return a PDF with one page per diagram page, each as large as its content.

    Args:
        pages: at least one.
        tools: text engine and pictures.
        title: of the document.

    Raises:
        FormatError: there is no page, or Qt could not write.
        LimitExceeded: too many pages.
    """
    wanted = list(pages)
    if not wanted:
        raise FormatError("there is no page to write")
    if len(wanted) > PAGE_LIMIT:
        raise LimitExceeded("the number of pages", PAGE_LIMIT)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("AIO Canvas")
    painter = QPainter()
    for index, page in enumerate(wanted):
        scale = _set_page(writer, page.box)
        if index == 0:
            if not painter.begin(writer):
                raise FormatError("the PDF file could not be written")
            painter.setRenderHints(HINTS)
        else:
            writer.newPage()
        _paint_page(painter, page, tools, scale)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def _set_page(writer: QPdfWriter, box: Box) -> float:
    """Set the size of the next page and return its dots per scene unit."""
    width, height = max(box.w, 1.0) * POINTS_PER_UNIT, max(box.h, 1.0) * POINTS_PER_UNIT
    k = min(1.0, SIDE_LIMIT / max(width, height))
    size = QSizeF(max(width * k, 3.0), max(height * k, 3.0))
    exact = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(exact, QPageLayout.Orientation.Portrait, QMarginsF(0.0, 0.0, 0.0, 0.0)))
    return POINTS_PER_UNIT * k * RESOLUTION / 72.0


def _paint_page(painter: QPainter, page: PdfPage, tools: PaintTools, scale: float) -> None:
    box = page.box
    base = QTransform(scale, 0.0, 0.0, scale, -box.x * scale, -box.y * scale)
    if page.background:
        painter.setWorldTransform(base)
        painter.fillRect(qt_rect(box), qt_color(page.background))
    for entry in page.entries:
        paint_vector(painter, entry, tools, base)
        url = page.links.get(entry.id, "").strip()
        if _LINK.match(url):
            painter.setWorldTransform(base)
            _put_link(painter, entry.bounds if entry.points else entry.placement.box, url)


def _put_link(painter: QPainter, box: Box, url: str) -> None:
    """Put a link over a scene box.

    Qt makes links only of anchored text, so this is a text without ink, one blank stretched over the box.
    """
    if box.w <= 0 or box.h <= 0:
        return
    font = QFont(SANS)
    font.setPixelSize(100)
    layout = QTextLayout("\u00a0", font)
    layout.setFormats([anchor_format(url, 1)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    size = QRectF(0.0, 0.0, max(line.naturalTextWidth(), 1.0), max(line.height(), 1.0))
    painter.translate(box.x, box.y)
    painter.scale(box.w / size.width(), box.h / size.height())
    layout.draw(painter, QPointF(0.0, 0.0))
