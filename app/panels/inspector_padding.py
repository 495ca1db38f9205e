"""Padding of labels: one number for all sides, and one for each side when asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_number
from app.panels.inspector_section import InspectorSection
from app.panels.inspector_state import InspectorState
from app.widgets.buttons import ToolButton
from app.widgets.layout import column, equal_row, holder, row
from app.widgets.number_field import NumberField, NumberSpec

ALL = "style.spacing"
SIDES = ("style.spacing_top", "style.spacing_right", "style.spacing_bottom", "style.spacing_left")


class PaddingFields(InspectorSection):
    """The fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make empty fields."""
        super().__init__(parent)
        self.all = self.bind_number(
            NumberField(self.tr("Padding"), NumberSpec(icon="square-dashed", low=-1000.0, high=10000.0)), ALL
        )
        self.more = ToolButton("scan", self.tr("Padding of each side"), checkable=True, kind="toggle")
        names = (self.tr("Padding above"), self.tr("Padding right"), self.tr("Padding below"), self.tr("Padding left"))
        icons = ("panel-top", "panel-right", "panel-bottom", "panel-left")
        self.sides = {
            key: self.bind_number(NumberField(name, NumberSpec(icon=icon, low=-10000.0, high=10000.0)), key)
            for key, name, icon in zip(SIDES, names, icons, strict=True)
        }
        top, right, bottom, left = self.sides.values()
        self._each = holder(column(equal_row(left, right), equal_row(top, bottom)))
        self._each.hide()
        self.more.toggled.connect(self._each.setVisible)
        self.setLayout(column(row(self.all, self.more, spacing=4), self._each))

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; sides that have padding of their own come out by themselves. Emits nothing."""
        show_number(self.all, state, ALL)
        for key, field in self.sides.items():
            show_number(field, state, key)
        if any(key in state.mixed or state.number(key) for key in SIDES):
            self.more.setChecked(True)
