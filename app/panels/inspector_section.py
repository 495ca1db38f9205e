"""What all sections of the inspector have in common: what they say, and how their controls say it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.widgets.check_box import CheckBox
from app.widgets.color_field import ColorField
from app.widgets.combo_box import ComboBox
from app.widgets.number_field import NumberField
from app.widgets.segmented import SegmentedControl


class InspectorSection(QWidget):
    """A section.

    Signals:
        edited: (key, value) the user settled on: a document key, or a wish of `canvas.commands.style_edit`.
        previewed: (key, value) while something is dragged; the document is not to be touched.
        preview_ended: what was previewed does not count.
    """

    edited = Signal(str, object)
    previewed = Signal(str, object)
    preview_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty section."""
        super().__init__(parent)

    def bind_number(self, field: NumberField, key: str) -> NumberField:
        """Have a number edit a key."""
        field.committed.connect(lambda value: self.edited.emit(key, value))
        field.previewed.connect(lambda value: self.previewed.emit(key, value))
        return field

    def bind_color(self, field: ColorField, key: str, opacity_key: str = "") -> ColorField:
        """Have a colour edit a key, and its opacity another."""
        field.color_committed.connect(lambda value: self.edited.emit(key, value))
        field.color_previewed.connect(lambda value: self.previewed.emit(key, value))
        field.preview_ended.connect(self.preview_ended)
        if opacity_key:
            field.opacity_committed.connect(lambda value: self.edited.emit(opacity_key, value))
            field.opacity_previewed.connect(lambda value: self.previewed.emit(opacity_key, value))
        return field

    def bind_choice(self, control: ComboBox | SegmentedControl, key: str) -> None:
        """Have a choice edit a key."""
        control.chosen.connect(lambda value: self.edited.emit(key, value))

    def bind_check(self, box: CheckBox, key: str) -> CheckBox:
        """Have a tick edit a key."""
        box.clicked.connect(lambda checked: self.edited.emit(key, checked))
        return box
