"""Sheets as a real PDF printer writes them, read by poppler."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.errors import OutputError
from app.exporting.options import ExportOptions
from app.exporting.painted import PaintedPage
from app.exporting.service import paint_pages
from app.printing.paint import AUTO, LANDSCAPE, PORTRAIT, PrintJob, orientation, paint_job
from app.printing.sheets import Fit
from canvas.geometry.box import Box
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView
from canvas.qt.painter import PaintTools
from tests.support.test_editor import TestEditor


def page_of(t: TestEditor, tools: PaintTools) -> tuple[PaintedPage, ...]:
    snapshot = snapshot_of(t.document)
    return paint_pages(snapshot, GraphView(snapshot), ExportOptions("pdf", pages=None), tools)


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def poppler(program: str, path: Path, *more: str) -> str:
    done = subprocess.run(
        [program, *more, str(path), *(["-"] if program == "pdftotext" else [])],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_all_sheets_are_written_with_real_text(tmp_path: Path) -> None:
    t, tools = TestEditor(), PaintTools()
    t.shape(0, 0, text="First")
    t.shape(1300, 1900, text="Last")
    path = tmp_path / "out.pdf"
    count = paint_job(PrintJob(page_of(t, tools), Fit(2, 2)), pdf_printer(path), tools)
    assert count == 4
    assert "Pages:           4" in poppler("pdfinfo", path)
    text = poppler("pdftotext", path)
    assert "First" in text
    assert "Last" in text


def test_a_wide_page_turns_the_paper(tmp_path: Path) -> None:
    t, tools = TestEditor(), PaintTools()
    t.shape(0, 0)
    t.shape(900, 0)
    path = tmp_path / "out.pdf"
    paint_job(PrintJob(page_of(t, tools), Fit()), pdf_printer(path), tools)
    assert "842 x 595 pts" in poppler("pdfinfo", path)


@pytest.mark.parametrize(
    ("box", "turn", "across"),
    [
        (Box(0, 0, 2, 1), AUTO, True),
        (Box(0, 0, 1, 2), AUTO, False),
        (Box(0, 0, 2, 1), PORTRAIT, False),
        (Box(0, 0, 1, 2), LANDSCAPE, True),
    ],
)
def test_paper_lies_as_the_page_or_the_user_wants(box: Box, turn: str, across: bool) -> None:
    assert (orientation(box, turn) is QPageLayout.Orientation.Landscape) == across


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(tmp_path: Path) -> None:
    t, tools = TestEditor(), PaintTools()
    t.shape(0, 0)
    with pytest.raises(OutputError):
        paint_job(PrintJob(page_of(t, tools), Fit()), pdf_printer(tmp_path / "missing" / "out.pdf"), tools)
