"""The section Effects: opacity, shadow, glass, and how a sketched shape is drawn."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_check, show_choice, show_number
from app.panels.inspector_section import InspectorSection
from app.panels.inspector_state import InspectorState
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.layout import column, equal_row, holder
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section

_USUAL_GAP = 4.0
"""Distance of hatching lines in scene units where none is stated: draw.io's for a stroke of 1."""


class EffectsSection(InspectorSection):
    """What is done to a shape as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty section."""
        super().__init__(parent)
        self.opacity = NumberField(
            self.tr("Opacity"), NumberSpec(icon="blend", suffix="%", decimals=0, low=0.0, high=100.0)
        )
        self.shadow = self.bind_check(CheckBox(self.tr("Shadow")), "style.shadow")
        self.glass = self.bind_check(CheckBox(self.tr("Glass")), "style.glass")
        self.sketch = self.bind_check(CheckBox(self.tr("Sketch")), "style.sketch")
        self.roughness = NumberField(
            self.tr("Roughness"), NumberSpec(icon="line-squiggle", step=0.1, decimals=1, low=0.0, high=10.0)
        )
        self.hatching = ComboBox(
            self.tr("Fill of the sketch"),
            (
                ("hachure", self.tr("Hatched")),
                ("cross-hatch", self.tr("Cross-hatched")),
                ("zigzag", self.tr("Zigzag")),
                ("dashed", self.tr("Broken lines")),
                ("dots", self.tr("Dots")),
                ("solid", self.tr("Solid")),
            ),
        )
        self.gap = NumberField(
            self.tr("Distance of the lines"), NumberSpec(icon="unfold-vertical", low=1.0, high=200.0)
        )
        self.angle = NumberField(
            self.tr("Slope of the lines"), NumberSpec(icon="triangle-right", suffix="°", low=-360.0, high=360.0)
        )
        self.bind_number(self.opacity, "style.opacity")
        self.bind_number(self.roughness, "param.jiggle")
        self.bind_choice(self.hatching, "param.fill_style")
        self.bind_number(self.gap, "param.hachure_gap")
        self.bind_number(self.angle, "param.hachure_angle")
        self._sketched = holder(column(equal_row(self.roughness, self.hatching), equal_row(self.gap, self.angle)))
        self.setLayout(
            column(
                Section(
                    self.tr("Effects"),
                    equal_row(self.opacity, self.shadow),
                    equal_row(self.sketch, self.glass),
                    self._sketched,
                ),
                spacing=0,
            )
        )

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        self.setVisible(state.applies("style.opacity"))
        show_number(self.opacity, state, "style.opacity")
        for box, key in ((self.shadow, "style.shadow"), (self.sketch, "style.sketch"), (self.glass, "style.glass")):
            show_check(box, state, key)
        self._sketched.setVisible(self.sketch.mixed or self.sketch.isChecked())
        show_number(self.roughness, state, "param.jiggle")
        show_choice(self.hatching, state, "param.fill_style")
        show_number(self.angle, state, "param.hachure_angle")
        if state.applies("param.hachure_gap"):
            show_number(self.gap, state, "param.hachure_gap")
        else:
            self.gap.set_value(_USUAL_GAP)
