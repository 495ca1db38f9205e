"""All keys on one sheet, from the registry, so that it never tells what is not so."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from app.actions.catalogue import Action
from app.actions.registry import ActionRegistry, title_of
from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import label

_AREAS = {
    "file": "File",
    "edit": "Edit",
    "arrange": "Arrange",
    "style": "Style",
    "view": "View",
    "page": "Pages",
    "tool": "Tools",
    "help": "Help",
}
_GESTURES = (
    ("Pan", "Space + drag, middle or right drag, wheel"),
    ("Zoom at the pointer", "Ctrl + wheel"),
    ("Duplicate while dragging", "Alt"),
    ("Keep direction or proportions", "Shift"),
    ("Resize from the centre", "Alt"),
    ("Suspend snapping", "Ctrl"),
    ("Nudge by 1 or by a grid step", "Arrows, Shift + arrows"),
)
HEIGHT_PX = 520


class ShortcutsSheet(QDialog):
    """Lists what is bound, by area, and the gestures of the canvas."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        """Make the sheet."""
        super().__init__(parent)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(24)
        bound = [action for action in registry.bound() if registry.keys(action.id)]
        for area, actions in groupby(bound, key=lambda action: action.area):
            self._head(grid, QCoreApplication.translate("Shortcuts", _AREAS[area]))
            for action in actions:
                self._line(grid, title_of(action), self._keys(registry, action))
        self._head(grid, self.tr("On the canvas"))
        for what, keys in _GESTURES:
            tr = QCoreApplication.translate
            self._line(grid, tr("Shortcuts", what), tr("Shortcuts", keys))
        content = QWidget()
        content.setLayout(grid)
        area_widget = QScrollArea()
        area_widget.setWidget(content)
        area_widget.setWidgetResizable(True)
        area_widget.setFixedHeight(HEIGHT_PX)
        area_widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area_widget.setAccessibleName(self.tr("Keyboard shortcuts"))
        close = Button(self.tr("Close"), kind="primary", height=34)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        dress(self, self.tr("Keyboard shortcuts"), "", (area_widget,), (None, close), width=520)

    @staticmethod
    def _keys(registry: ActionRegistry, action: Action) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        return "  or  ".join(QKeySequence(key).toString(native) for key in registry.keys(action.id))

    @staticmethod
    def _head(grid: QGridLayout, text: str) -> None:
        grid.addWidget(label(text, FontKind.H3), grid.rowCount(), 0, 1, 2)

    @staticmethod
    def _line(grid: QGridLayout, what: str, keys: str) -> None:
        row = grid.rowCount()
        grid.addWidget(label(what), row, 0)
        grid.addWidget(label(keys, tone="muted"), row, 1)
