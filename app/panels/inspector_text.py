"""The section Text: typeface, size, emphasis, colour and alignment of labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_choice, show_color, show_number, show_segment
from app.panels.inspector_state import InspectorState
from app.widgets.color_field import ColorField
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.segmented import Segment, SegmentedControl, ToggleStrip

_EMPHASIS = ("style.bold", "style.italic", "style.underline")


class TextSection(QWidget):
    """How labels are set.

    Signals:
        edited: (key, value) the user settled on.
        previewed: (key, value) while a label is dragged.
    """

    edited = Signal(str, object)
    previewed = Signal(str, object)

    def __init__(
        self, families: Sequence[str], pick: PickColor = pick_with_popup, parent: QWidget | None = None
    ) -> None:
        """Make an empty section for these typefaces; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.family = ComboBox(self.tr("Typeface"), [(family, family) for family in families])
        self.font_size = NumberField(
            self.tr("Font size"), NumberSpec(icon="a-large-small", decimals=1, low=1.0, high=2000.0)
        )
        self.color = ColorField(self.tr("Text"), with_opacity=False, pick=pick)
        self.emphasis = ToggleStrip(
            self.tr("Emphasis"),
            (
                Segment("style.bold", self.tr("Bold"), "bold"),
                Segment("style.italic", self.tr("Italic"), "italic"),
                Segment("style.underline", self.tr("Underline"), "underline"),
            ),
        )
        self.align = SegmentedControl(
            self.tr("Horizontal alignment of text"),
            (
                Segment("left", self.tr("Text left"), "text-align-start"),
                Segment("center", self.tr("Text centred"), "text-align-center"),
                Segment("right", self.tr("Text right"), "text-align-end"),
            ),
        )
        self.valign = SegmentedControl(
            self.tr("Vertical alignment of text"),
            (
                Segment("top", self.tr("Text at the top"), "arrow-up-to-line"),
                Segment("middle", self.tr("Text in the middle"), "move-vertical"),
                Segment("bottom", self.tr("Text at the bottom"), "arrow-down-to-line"),
            ),
        )
        self._connect()
        self.setLayout(
            column(
                Section(
                    self.tr("Text"),
                    self.family,
                    equal_row(self.emphasis, self.font_size),
                    self.color,
                    equal_row(self.align, self.valign),
                ),
                spacing=0,
            )
        )

    def _connect(self) -> None:
        self.family.chosen.connect(lambda value: self.edited.emit("style.font_family", value))
        self.font_size.committed.connect(lambda value: self.edited.emit("style.font_size", value))
        self.font_size.previewed.connect(lambda value: self.previewed.emit("style.font_size", value))
        self.color.color_committed.connect(lambda value: self.edited.emit("style.font_color", value))
        self.emphasis.toggled.connect(self.edited.emit)
        self.align.chosen.connect(lambda value: self.edited.emit("style.align", value))
        self.valign.chosen.connect(lambda value: self.edited.emit("style.valign", value))

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.font_size"))
        show_choice(self.family, state, "style.font_family")
        show_number(self.font_size, state, "style.font_size")
        show_color(self.color, state, "style.font_color")
        self.emphasis.set_states({key: state.flag(key) for key in _EMPHASIS})
        show_segment(self.align, state, "style.align")
        show_segment(self.valign, state, "style.valign")
