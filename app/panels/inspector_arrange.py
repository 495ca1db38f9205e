"""The section Arrange: alignment, place, size, rotation, corner radius, order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.inspector_binding import show_number
from app.panels.inspector_state import InspectorState
from app.theme.tokens import CONTROL_HEIGHT
from app.widgets.buttons import Button, ToolButton
from app.widgets.layout import column, equal_row, row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.section import Section

ALIGNMENTS = ("left", "center", "right", "top", "middle", "bottom")
DISTRIBUTIONS = ("horizontal", "vertical")
_GEOMETRY = ("x", "y", "w", "h")
_SPECS = {
    "x": NumberSpec("X"),
    "y": NumberSpec("Y"),
    "w": NumberSpec("W", low=0.0),
    "h": NumberSpec("H", low=0.0),
    "rotation": NumberSpec(icon="rotate-cw", suffix="°", low=-36000.0, high=36000.0),
    "style.radius": NumberSpec(icon="square-round-corner", low=0.0, high=100000.0),
}


class ArrangeSection(QWidget):
    """Where the selection is.

    Signals:
        edited: (key, value) the user settled on.
        previewed: (key, value) while a label is dragged.
        align_requested: one of ALIGNMENTS.
        distribute_requested: one of DISTRIBUTIONS.
        order_requested: front or back.
    """

    edited = Signal(str, object)
    previewed = Signal(str, object)
    align_requested = Signal(str)
    distribute_requested = Signal(str)
    order_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty section."""
        super().__init__(parent)
        names = {
            "x": self.tr("Horizontal position"),
            "y": self.tr("Vertical position"),
            "w": self.tr("Width"),
            "h": self.tr("Height"),
            "rotation": self.tr("Rotation"),
            "style.radius": self.tr("Corner radius"),
        }
        self.fields = {key: NumberField(names[key], spec) for key, spec in _SPECS.items()}
        for key, control in self.fields.items():
            control.committed.connect(lambda value, k=key: self.edited.emit(k, value))
            control.previewed.connect(lambda value, k=key: self.previewed.emit(k, value))
        self.align_buttons = self._align_buttons()
        self.distribute_buttons = self._distribute_buttons()
        self.front = Button(self.tr("Front"), icon_name="bring-to-front", height=CONTROL_HEIGHT)
        self.back = Button(self.tr("Back"), icon_name="send-to-back", height=CONTROL_HEIGHT)
        self.front.setToolTip(self.tr("Bring to front"))
        self.back.setToolTip(self.tr("Send to back"))
        self.front.clicked.connect(lambda: self.order_requested.emit("front"))
        self.back.clicked.connect(lambda: self.order_requested.emit("back"))
        fields = self.fields
        self.setLayout(
            column(
                Section(
                    self.tr("Arrange"),
                    row(*self.align_buttons.values(), None, *self.distribute_buttons.values(), spacing=0),
                    equal_row(fields["x"], fields["y"]),
                    equal_row(fields["w"], fields["h"]),
                    equal_row(fields["rotation"], fields["style.radius"]),
                    equal_row(self.front, self.back),
                ),
                spacing=0,
            )
        )

    def _align_buttons(self) -> dict[str, ToolButton]:
        buttons = {
            "left": ToolButton("align-start-vertical", self.tr("Align left"), size=27),
            "center": ToolButton("align-center-vertical", self.tr("Align centre"), size=27),
            "right": ToolButton("align-end-vertical", self.tr("Align right"), size=27),
            "top": ToolButton("align-start-horizontal", self.tr("Align top"), size=27),
            "middle": ToolButton("align-center-horizontal", self.tr("Align middle"), size=27),
            "bottom": ToolButton("align-end-horizontal", self.tr("Align bottom"), size=27),
        }
        for id_, button in buttons.items():
            button.clicked.connect(lambda _checked=False, wanted=id_: self.align_requested.emit(wanted))
        return buttons

    def _distribute_buttons(self) -> dict[str, ToolButton]:
        buttons = {
            "horizontal": ToolButton("align-horizontal-space-around", self.tr("Distribute horizontally"), size=27),
            "vertical": ToolButton("align-vertical-space-around", self.tr("Distribute vertically"), size=27),
        }
        for id_, button in buttons.items():
            button.clicked.connect(lambda _checked=False, wanted=id_: self.distribute_requested.emit(wanted))
        return buttons

    def show_state(self, state: InspectorState) -> None:
        """Show a selection; emits nothing."""
        numbers = {key: value for key in _GEOMETRY if (value := state.number(key)) is not None}
        for key, control in self.fields.items():
            control.set_names(numbers)
            show_number(control, state, key)
        for button in self.align_buttons.values():
            button.setEnabled(state.count > 1)
        for button in self.distribute_buttons.values():
            button.setEnabled(state.count > 2)
