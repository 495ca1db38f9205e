"""The sections Fill and Stroke."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_choice, show_color, show_number
from app.panels.inspector_state import InspectorState
from app.theme.tokens import SWATCHES
from app.widgets.color_field import ColorField
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.swatches import SwatchPalette


def swatch_names() -> tuple[tuple[str, str], ...]:
    """Return the quick palette with the colours' names in the user's language."""
    tr = QCoreApplication.translate
    names = (
        tr("Swatches", "White"),
        tr("Swatches", "Light grey"),
        tr("Swatches", "Red"),
        tr("Swatches", "Orange"),
        tr("Swatches", "Yellow"),
        tr("Swatches", "Green"),
        tr("Swatches", "Blue"),
        tr("Swatches", "Indigo"),
        tr("Swatches", "Purple"),
        tr("Swatches", "Black"),
    )
    return tuple(zip(SWATCHES, names, strict=True))


class FillSection(QWidget):
    """The colour inside.

    Signals:
        edited: (key, value) the user settled on.
    """

    edited = Signal(str, object)

    def __init__(self, pick: PickColor = pick_with_popup, parent: QWidget | None = None) -> None:
        """Make an empty section; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.color = ColorField(self.tr("Fill"), pick=pick)
        self.palette_row = SwatchPalette(self.tr("Fill colours"), swatch_names())
        self.color.color_committed.connect(lambda value: self.edited.emit("style.fill", value))
        self.color.opacity_committed.connect(lambda value: self.edited.emit("style.fill_opacity", value))
        self.palette_row.chosen.connect(lambda value: self.edited.emit("style.fill", value.lower()))
        self.setLayout(column(Section(self.tr("Fill"), self.color, self.palette_row), spacing=0))

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.fill"))
        show_color(self.color, state, "style.fill", "style.fill_opacity")
        self.palette_row.set_current(state.text("style.fill"))


class StrokeSection(QWidget):
    """The outline.

    Signals:
        edited: (key, value) the user settled on.
        previewed: (key, value) while a label is dragged.
    """

    edited = Signal(str, object)
    previewed = Signal(str, object)

    def __init__(self, pick: PickColor = pick_with_popup, parent: QWidget | None = None) -> None:
        """Make an empty section; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.color = ColorField(self.tr("Stroke"), pick=pick)
        self.width_field = NumberField(
            self.tr("Stroke width"), NumberSpec(icon="minus", step=0.5, low=0.0, high=1000.0)
        )
        self.dash = ComboBox(
            self.tr("Stroke pattern"),
            (("solid", self.tr("Solid")), ("dashed", self.tr("Dashed")), ("dotted", self.tr("Dotted"))),
        )
        self.color.color_committed.connect(lambda value: self.edited.emit("style.stroke", value))
        self.color.opacity_committed.connect(lambda value: self.edited.emit("style.stroke_opacity", value))
        self.width_field.committed.connect(lambda value: self.edited.emit("style.stroke_width", value))
        self.width_field.previewed.connect(lambda value: self.previewed.emit("style.stroke_width", value))
        self.dash.chosen.connect(lambda value: self.edited.emit("style.dash", value))
        self.setLayout(
            column(Section(self.tr("Stroke"), self.color, equal_row(self.width_field, self.dash)), spacing=0)
        )

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.stroke"))
        show_color(self.color, state, "style.stroke", "style.stroke_opacity")
        show_number(self.width_field, state, "style.stroke_width")
        show_choice(self.dash, state, "style.dash")
