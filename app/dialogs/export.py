"""What to export, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.exporting.options import ExportOptions
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, equal_row, holder
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.segmented import Segment, SegmentedControl

ALL_PAGES = "all"
_PICTURES = frozenset({"svg", "png"})


def _labelled(text: str, control: QWidget) -> QWidget:
    return holder(column(label(text, FontKind.SMALL, "muted"), control, spacing=4))


class ExportDialog(QDialog):
    """Choose format, pages and options; `options` tells what was chosen once the dialog is accepted."""

    def __init__(
        self,
        pages: Sequence[str],
        current: int = 0,
        options: ExportOptions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            pages: names of the pages.
            current: number of the page in front, from 0.
            options: what was chosen last time.
            parent: owner.
        """
        super().__init__(parent)
        start = options or ExportOptions("svg", (current,))
        self.format = SegmentedControl(
            self.tr("Format"),
            (Segment("svg", "SVG"), Segment("png", "PNG"), Segment("pdf", "PDF"), Segment("drawio", ".drawio")),
        )
        self.format.set_current(start.format)
        everything = self.tr("All pages (%1)").replace("%1", str(len(pages)))
        entries = [(str(number), name) for number, name in enumerate(pages)]
        self.pages = ComboBox(self.tr("Pages"), [*entries, (ALL_PAGES, everything)] if len(pages) > 1 else entries)
        self.pages.set_current(ALL_PAGES if start.pages is None and len(pages) > 1 else str(current))
        self.scale = NumberField(
            self.tr("Scale"), NumberSpec(icon="scaling", suffix="×", decimals=2, step=0.5, low=0.1, high=10.0)
        )
        self.scale.set_value(start.scale)
        self.border = NumberField(self.tr("Border"), NumberSpec(icon="square-dashed", low=0.0, high=1000.0))
        self.border.set_value(start.border)
        self._build_boxes(start)
        self.note = paragraph("", FontKind.SMALL, "faint")
        self.ok = Button(self.tr("Export…"), kind="primary", height=34)
        self.ok.setDefault(True)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.format.chosen.connect(lambda _id: self._refresh())
        self._dress()
        self._refresh()

    def _build_boxes(self, start: ExportOptions) -> None:
        self.transparent = CheckBox(self.tr("Transparent background"))
        self.embed = CheckBox(self.tr("Keep the diagram in the picture, to edit it again"))
        self.dark = CheckBox(self.tr("Colours for a dark background"))
        self.transparent.setChecked(start.transparent)
        self.embed.setChecked(start.embed)
        self.dark.setChecked(start.dark)

    def _dress(self) -> None:
        numbers = equal_row(_labelled(self.tr("Scale"), self.scale), _labelled(self.tr("Border"), self.border))
        dress(
            self,
            self.tr("Export"),
            "",
            (
                _labelled(self.tr("Format"), self.format),
                _labelled(self.tr("Pages"), self.pages),
                numbers,
                4,
                self.transparent,
                self.embed,
                self.dark,
                self.note,
            ),
            (None, self.cancel, self.ok),
            width=460,
        )

    def _refresh(self) -> None:
        """Offer only what the format has."""
        chosen = self.format.current() or "svg"
        picture = chosen in _PICTURES
        self.scale.setEnabled(chosen == "png")
        self.border.setEnabled(chosen != "drawio")
        self.transparent.setEnabled(picture)
        self.embed.setEnabled(picture)
        self.dark.setEnabled(chosen != "drawio")
        notes = {
            "svg": self.tr("Sharp at every size, with text that can be searched. One file for each page."),
            "png": self.tr("A bitmap for documents and chats. One file for each page."),
            "pdf": self.tr("For printing and reading. All chosen pages in one file."),
            "drawio": self.tr("Opens in draw.io and in AIO Canvas. One file with all chosen pages."),
        }
        self.note.setText(notes[chosen])

    def options(self) -> ExportOptions:
        """Return what is chosen; what the format does not have is left out."""
        chosen = self.format.current() or "svg"
        picture = chosen in _PICTURES
        pages = self.pages.current()
        return ExportOptions(
            format=chosen,
            pages=None if pages == ALL_PAGES else (int(pages or 0),),
            scale=(self.scale.value or 1.0) if chosen == "png" else 1.0,
            border=(self.border.value or 0.0) if chosen != "drawio" else 0.0,
            transparent=picture and self.transparent.isChecked(),
            embed=picture and self.embed.isChecked(),
            dark=chosen != "drawio" and self.dark.isChecked(),
        )
