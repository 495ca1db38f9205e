"""A field that takes the next keys pressed instead of typing them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.keymaps import pressed
from app.widgets.buttons import Button


class KeyRecorder(Button):
    """A button that waits for keys once it was pressed; Esc or leaving it ends the waiting.

    Signals:
        recorded(str): these keys were pressed, in portable notation.
    """

    recorded = Signal(str)
    waiting = False
    """Whether the next keys are taken; on the class, for Qt sends events before the constructor is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a recorder that does not wait."""
        super().__init__("", icon_name="keyboard", parent=parent)
        self._show()
        self.clicked.connect(lambda _checked=False: self.wait(True))

    def wait(self, waiting: bool) -> None:
        """Begin or end to wait for keys."""
        self.waiting = waiting
        if waiting:
            self.setFocus()
        self._show()

    def _show(self) -> None:
        self.setText(self.tr("Press the keys…") if self.waiting else self.tr("Record keys"))
        self.setAccessibleDescription(self.tr("Esc ends the waiting") if self.waiting else "")
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Take keys before the shortcuts of the window do."""
        if self.waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.waiting and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.wait(False)
            return
        keys = pressed(event.keyCombination())
        if keys:
            self.wait(False)
            self.recorded.emit(keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop waiting when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if self.waiting:
            self.wait(False)
