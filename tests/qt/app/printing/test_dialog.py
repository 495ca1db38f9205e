"""The print dialog over a real diagram: what it offers is what is painted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from app.printing.dialog import ALL_PAGES, PrintDialog
from canvas.model.plan import Create, Plan
from tests.support.stage import Stage


@pytest.fixture
def dialog(stage: Stage) -> PrintDialog:
    editor = stage.editor
    home = {"page": editor.page, "layer": editor.layer, "kind": "rect", "w": 100.0, "h": 60.0}
    editor.apply(
        Plan(
            "Far",
            tuple(Create(f"s{i}", {**home, "order": f"a{i}V", "x": 1500.0 * i, "y": 1500.0 * i}) for i in range(2)),
        )
    )
    stage.window.registry.action("page.add").trigger()
    editor.apply(Plan("More", (Create("m", {**home, "page": editor.page, "layer": editor.layer, "order": "aV"}),)))
    editor.set_page(editor.view.pages()[0])
    tab = stage.window.front()
    assert tab is not None
    found = stage.window.showing.print_dialog(tab)
    found.show()
    return found


def test_it_begins_with_the_page_in_front_on_one_sheet(dialog: PrintDialog) -> None:
    job = dialog.job()
    assert [page.number for page in job.pages] == [0]
    assert (job.fit.columns, job.fit.rows) == (1, 1)
    assert dialog.count.text() == "One sheet"


def test_all_pages_can_be_printed(dialog: PrintDialog) -> None:
    dialog.pages.set_current(ALL_PAGES)
    assert [page.number for page in dialog.job().pages] == [0, 1]


def test_real_size_takes_more_sheets_and_says_so(dialog: PrintDialog) -> None:
    dialog.size_choice.set_current("real")
    dialog.size_choice.chosen.emit("real")
    assert dialog.scale.isEnabled()
    assert not dialog.columns.isEnabled()
    assert dialog.sheet_count > 1
    assert str(dialog.sheet_count) in dialog.count.text()


def test_what_is_chosen_is_printed(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.columns.set_value(2.0)
    dialog.rows.set_value(2.0)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert dialog.print_to(printer) == 4
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
