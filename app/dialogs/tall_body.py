"""The middle of a dialog: as tall as what it shows, and scrolled where the screen is not tall enough for that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

AROUND = 120
"""Pixels that title bar, buttons and some air take of the screen's height."""
LEAST = 200


class TallBody(QScrollArea):
    """Shows one widget in its full height as long as the screen has room for it.

    Args:
        content: of a fixed width.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return the size of the content, bounded by the screen."""
        layout, width = self._content.layout(), self._content.minimumWidth()
        wanted = self._content.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(width)
        room = max(LEAST, self.screen().availableSize().height() - AROUND)
        return QSize(width, min(wanted, room))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a dialog is never smaller than what it shows."""
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the content."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the dialog's buttons on the screen when it has grown."""
        super().resizeEvent(event)
        window, room = self.window(), self.screen().availableGeometry()
        frame = window.frameGeometry()
        if window.isVisible() and frame.bottom() > room.bottom():
            window.move(window.x(), max(room.top(), frame.top() - (frame.bottom() - room.bottom())))
