"""The sections Fill and Stroke."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_choice, show_color, show_number, show_segment
from app.panels.inspector_section import InspectorSection
from app.panels.inspector_state import InspectorState
from app.theme.tokens import SWATCHES
from app.widgets.color_field import ColorField
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row, holder
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section
from app.widgets.segmented import Segment, SegmentedControl
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


class FillSection(InspectorSection):
    """The colour or gradient inside."""

    def __init__(self, pick: PickColor = pick_with_popup, parent: QWidget | None = None) -> None:
        """Make an empty section; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.kind = SegmentedControl(
            self.tr("Kind of fill"),
            (
                Segment("solid", self.tr("One colour"), "square"),
                Segment("linear", self.tr("Gradient in a line"), "blend"),
                Segment("radial", self.tr("Gradient from the middle"), "circle-dot"),
                Segment("none", self.tr("No fill"), "ban"),
            ),
        )
        self.color = ColorField(self.tr("Fill"), pick=pick)
        self.end = ColorField(self.tr("Gradient end"), with_opacity=False, pick=pick)
        self.direction = SegmentedControl(
            self.tr("Direction of the gradient"),
            (
                Segment("north", self.tr("Upwards"), "arrow-up"),
                Segment("east", self.tr("To the right"), "arrow-right"),
                Segment("south", self.tr("Downwards"), "arrow-down"),
                Segment("west", self.tr("To the left"), "arrow-left"),
            ),
        )
        self.palette_row = SwatchPalette(self.tr("Fill colours"), swatch_names())
        self.bind_choice(self.kind, "fill.kind")
        self.bind_color(self.color, "style.fill", "style.fill_opacity")
        self.bind_color(self.end, "style.gradient")
        self.bind_choice(self.direction, "style.gradient_direction")
        self.palette_row.chosen.connect(lambda value: self.edited.emit("style.fill", value.lower()))
        self._gradient = holder(column(self.end, self.direction))
        self.setLayout(
            column(Section(self.tr("Fill"), self.color, self.palette_row, self.kind, self._gradient), spacing=0)
        )

    def set_palette(self, colors: Sequence[tuple[str, str]]) -> None:
        """Offer other quick colours: ("#rrggbb", name)."""
        self.palette_row.set_colors(colors)

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.fill"))
        show_color(self.color, state, "style.fill", "style.fill_opacity")
        self.color.against = state.text("style.font_color") or ""
        self.palette_row.set_current(state.text("style.fill"))
        show_segment(self.kind, state, "fill.kind")
        kind = state.text("fill.kind")
        self._gradient.setVisible(kind in {"linear", "radial"})
        show_color(self.end, state, "style.gradient")
        show_segment(self.direction, state, "style.gradient_direction")
        self.direction.setVisible(kind == "linear")


class StrokeSection(InspectorSection):
    """The outline."""

    def __init__(self, pick: PickColor = pick_with_popup, parent: QWidget | None = None) -> None:
        """Make an empty section; `pick` lets the user pick from all colours."""
        super().__init__(parent)
        self.color = ColorField(self.tr("Stroke"), pick=pick)
        self.width_field = NumberField(
            self.tr("Stroke width"), NumberSpec(icon="minus", step=0.5, low=0.0, high=1000.0)
        )
        self.dash = ComboBox(
            self.tr("Stroke pattern"),
            (
                ("solid", self.tr("Solid")),
                ("dashed", self.tr("Dashed")),
                ("dotted", self.tr("Dotted")),
                ("8 4", self.tr("Long dashes")),
                ("1 3", self.tr("Sparse dots")),
                ("6 3 1 3", self.tr("Dash dot")),
                ("6 3 1 3 1 3", self.tr("Dash dot dot")),
            ),
        )
        self.bind_color(self.color, "style.stroke", "style.stroke_opacity")
        self.bind_number(self.width_field, "style.stroke_width")
        self.bind_choice(self.dash, "style.dash")
        self.setLayout(
            column(Section(self.tr("Stroke"), self.color, equal_row(self.width_field, self.dash)), spacing=0)
        )

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.stroke"))
        show_color(self.color, state, "style.stroke", "style.stroke_opacity")
        show_number(self.width_field, state, "style.stroke_width")
        show_choice(self.dash, state, "style.dash")
