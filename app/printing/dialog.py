"""The print dialog: what, how large, and how it will look on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.exporting.painted import PaintedPage
from app.printing.paint import AUTO, LANDSCAPE, PORTRAIT, PrintJob, paint_job
from app.printing.sheets import Fit
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label
from app.widgets.layout import column, equal_row, holder, row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.segmented import Segment, SegmentedControl
from canvas.qt.painter import PaintTools

ALL_PAGES = "all"
_SHEETS, _REAL = "sheets", "real"
_PREVIEW_SIZE = (420, 440)

Painted = Callable[[tuple[int, ...] | None], Sequence[PaintedPage]]
"""Page numbers from 0, None for all -> pages ready to be painted."""


class PrintDialog(QDialog):
    """Choose pages and size with the sheets beside them; `print_to` prints what is chosen."""

    def __init__(
        self, names: Sequence[str], current: int, painted: Painted, tools: PaintTools, parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            names: of the diagram's pages.
            current: number of the page in front, from 0.
            painted: gives the pages to paint.
            tools: text engine and pictures.
            parent: owner.
        """
        super().__init__(parent)
        self._painted, self._tools = painted, tools
        self.sheet_count = 0
        entries = [(str(number), name) for number, name in enumerate(names)]
        everything = self.tr("All pages (%1)").replace("%1", str(len(names)))
        self.pages = ComboBox(self.tr("Pages"), [*entries, (ALL_PAGES, everything)] if len(names) > 1 else entries)
        self.pages.set_current(str(current))
        self.turn = SegmentedControl(
            self.tr("Paper"),
            (
                Segment(AUTO, self.tr("Automatic")),
                Segment(PORTRAIT, self.tr("Upright")),
                Segment(LANDSCAPE, self.tr("Across")),
            ),
        )
        self.turn.set_current(AUTO)
        self.size_choice = SegmentedControl(
            self.tr("Size"), (Segment(_SHEETS, self.tr("Fit to sheets")), Segment(_REAL, self.tr("Real size")))
        )
        self.size_choice.set_current(_SHEETS)
        self.columns = self._number(self.tr("Sheets across"), 1.0, 1.0, 20.0)
        self.rows = self._number(self.tr("Sheets down"), 1.0, 1.0, 20.0)
        self.scale = NumberField(self.tr("Scale"), NumberSpec(suffix="%", decimals=0, step=10.0, low=5.0, high=800.0))
        self.scale.set_value(100.0)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.preview = QPrintPreviewWidget(self.printer, self)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setFixedSize(*_PREVIEW_SIZE)
        self.count = label("", FontKind.SMALL, "muted")
        self.ok = Button(self.tr("Print…"), kind="primary", height=34)
        self.ok.setDefault(True)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self._dress()
        self._connect()
        self._refresh()

    def _number(self, name: str, value: float, low: float, high: float) -> NumberField:
        field = NumberField(name, NumberSpec(decimals=0, low=low, high=high))
        field.set_value(value)
        return field

    def _dress(self) -> None:
        choices = column(
            _labelled(self.tr("Pages"), self.pages),
            _labelled(self.tr("Paper"), self.turn),
            _labelled(self.tr("Size"), self.size_choice),
            equal_row(_labelled(self.tr("Sheets across"), self.columns), _labelled(self.tr("Sheets down"), self.rows)),
            _labelled(self.tr("Scale"), self.scale),
            self.count,
            None,
            spacing=12,
        )
        side = holder(choices)
        side.setFixedWidth(280)
        body = holder(row(side, self.preview, spacing=20))
        dress(self, self.tr("Print"), "", (body,), (None, self.cancel, self.ok), width=768)

    def _connect(self) -> None:
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.preview.paintRequested.connect(self._paint)
        for signal in (self.pages.chosen, self.turn.chosen, self.size_choice.chosen):
            signal.connect(lambda _id: self._refresh())
        for field in (self.columns, self.rows, self.scale):
            field.committed.connect(lambda _value: self._refresh())

    def job(self) -> PrintJob:
        """Return what is chosen."""
        chosen = self.pages.current()
        numbers = None if chosen == ALL_PAGES else (int(chosen or 0),)
        if self.size_choice.current() == _REAL:
            fit = Fit(0, 0, (self.scale.value or 100.0) / 100.0)
        else:
            fit = Fit(int(self.columns.value or 1), int(self.rows.value or 1))
        return PrintJob(self._painted(numbers), fit, self.turn.current() or AUTO)

    def print_to(self, printer: QPrinter) -> int:
        """Print what is chosen and return the number of sheets.

        Raises:
            OutputError: the printer does not take it.
        """
        return paint_job(self.job(), printer, self._tools)

    def _refresh(self) -> None:
        real = self.size_choice.current() == _REAL
        self.scale.setEnabled(real)
        self.columns.setEnabled(not real)
        self.rows.setEnabled(not real)
        self.preview.updatePreview()

    def _paint(self, printer: QPrinter) -> None:
        self.sheet_count = self.print_to(printer)
        one = self.sheet_count == 1
        self.count.setText(self.tr("One sheet") if one else self.tr("%n sheets", "", self.sheet_count))


def _labelled(text: str, control: QWidget) -> QWidget:
    return holder(column(label(text, FontKind.SMALL, "muted"), control, spacing=4))
