"""Doing something when a window has been painted for the first time: what the user sees goes before what can wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _FirstPicture(QObject):
    """Watches a window until its first paint event."""

    def __init__(self, window: QWidget, action: Callable[[], None]) -> None:
        super().__init__(window)
        self._action = action
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the action done once the event loop turns again: then the picture is on the screen."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False

    def _act(self) -> None:
        self._action()
        self.deleteLater()


def after_first_picture(window: QWidget, action: Callable[[], None]) -> None:
    """Do something once, soon after a window was painted for the first time; never when it goes before.

    Args:
        window: not shown yet.
        action: done on the GUI thread.
    """
    _FirstPicture(window, action)
