"""Where the keyboard goes when nothing wants it any more: back to the canvas of the diagram in front.

Enter in a field of the panels settles what was typed, Escape gives it up; the next key is meant for the canvas. The fields take
what is theirs first (Escape empties a search, Enter refuses a number that is none); what they leave arrives here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.widgets.search_field import SearchField
from app.workbench.open_tab import OpenTab

_SETTLES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class KeyboardHome(QObject):
    """Gives the canvas the keyboard after Escape and Enter in the panels, and when a field took the keyboard along.

    Args:
        screen: the editor screen, to which keys come that its fields leave; becomes the parent.
        front: gives the tab in front.
    """

    def __init__(self, screen: QWidget, front: Callable[[], OpenTab | None]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._front = front
        screen.installEventFilter(self)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that nobody in the screen wanted."""
        if watched is self._screen and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Take the keyboard that a field let go of; while another window is in front it stays there."""
        if now is None and isinstance(before, QLineEdit) and self._screen.isActiveWindow():
            self.go()

    def _takes(self, event: QKeyEvent) -> bool:
        field = QApplication.focusWidget()
        if field is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        types = isinstance(field, QLineEdit) and not isinstance(field, SearchField) and not field.property("invalid")
        settled = types and event.key() in _SETTLES
        return (settled or event.key() == Qt.Key.Key_Escape) and self.go()

    def go(self) -> bool:
        """Give the keyboard to the canvas in front; return whether there is one that takes it."""
        tab = self._front()
        if tab is None or not tab.view.isVisible():
            return False
        tab.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
