"""Painting pages of a diagram onto the sheets of a printer or of its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from app.errors import OutputError
from app.exporting.painted import PaintedPage
from app.printing.sheets import UNITS_PER_INCH, Fit, Sheet, sheets
from canvas.geometry.box import Box
from canvas.qt.painter import HINTS, PaintTools, paint_vector

AUTO, PORTRAIT, LANDSCAPE = "auto", "portrait", "landscape"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print.

    Attributes:
        pages: of the diagram.
        fit: how large.
        turn: AUTO lets each page of the diagram decide whether the paper is upright, PORTRAIT and LANDSCAPE do not.
    """

    pages: Sequence[PaintedPage]
    fit: Fit
    turn: str = AUTO


def orientation(box: Box, turn: str) -> QPageLayout.Orientation:
    """Return how the paper lies for a page of the diagram."""
    across = box.w > box.h if turn == AUTO else turn == LANDSCAPE
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def paper_size(printer: QPrinter) -> tuple[float, float]:
    """Return the printable width and height in scene units at real size."""
    area = printer.pageRect(QPrinter.Unit.Inch)
    return area.width() * UNITS_PER_INCH, area.height() * UNITS_PER_INCH


def paint_job(job: PrintJob, printer: QPrinter, tools: PaintTools) -> int:
    """Paint everything and return the number of sheets.

    Raises:
        OutputError: the printer does not take what is painted.
    """
    painter = QPainter()
    count = 0
    for page in job.pages:
        printer.setPageOrientation(orientation(page.box, job.turn))
        for sheet in sheets(page.box, paper_size(printer), job.fit):
            if count == 0:
                if not painter.begin(printer):
                    raise OutputError(
                        "the printer did not take the diagram", "Choose another printer, or export a PDF file."
                    )
                painter.setRenderHints(HINTS)
            elif not printer.newPage():
                painter.end()
                raise OutputError("the printer stopped", "Look whether it has paper and is connected.")
            _paint_sheet(painter, page, sheet, printer.resolution() / UNITS_PER_INCH, tools)
            count += 1
    painter.end()
    return count


def _paint_sheet(painter: QPainter, page: PaintedPage, sheet: Sheet, dots: float, tools: PaintTools) -> None:
    k = sheet.scale * dots
    part = sheet.part
    base = QTransform(k, 0.0, 0.0, k, -part.x * k, -part.y * k)
    painter.setWorldTransform(QTransform())
    painter.setClipRect(QRectF(0.0, 0.0, part.w * k, part.h * k))
    for entry in page.entries:
        if entry.bounds.intersects(part):
            paint_vector(painter, entry, tools, base)
