"""A title that is renamed in place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.tokens import CONTROL_HEIGHT

_MOST = 260
LONGEST = 200
"""Most characters of a title."""


class TitleField(QLineEdit):
    """Looks like a text until it is clicked.

    Signals:
        renamed: the user settled on another, non-empty title.
    """

    renamed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty title with an accessible name."""
        super().__init__(parent)
        self._title = self._reason = ""
        self.setAccessibleName(name)
        self.setProperty("kind", "title")
        self.setFont(ui_font(FontKind.H3))
        self.setMaxLength(LONGEST)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self._on_finished)
        self.textChanged.connect(lambda _text: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return a width that follows the text."""
        return QSize(min(_MOST, self.fontMetrics().horizontalAdvance(self.text() or "    ") + 26), CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return a width that still shows some letters."""
        return QSize(72, CONTROL_HEIGHT)

    def set_title(self, title: str) -> None:
        """Show a title; emits nothing, and does not disturb the user's typing."""
        same = title == self._title == self.text()
        self._title = title
        if not same and not (self.hasFocus() and self.isModified()):
            self._show()

    def set_reason(self, reason: str) -> None:
        """Say why the title cannot be changed now; "" when it can."""
        self._reason = reason
        self.setReadOnly(bool(reason))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if reason else Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if reason else Qt.CursorShape.IBeamCursor)
        self.setAccessibleDescription(reason)
        self._show()

    def _show(self) -> None:
        self.setText(self._title)
        self.setToolTip(f"{self._title}\n{self._reason}" if self._reason else self._title)
        self.setCursorPosition(0)
        self.setModified(False)

    def _on_finished(self) -> None:
        typed = " ".join(self.text().split())
        changed = self.isModified() and bool(typed) and typed != self._title
        if changed:
            self._title = typed
        self._show()
        if changed:
            self.renamed.emit(typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say by three dots that a title goes on, as long as nobody edits it."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        style = self.style()
        room = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).adjusted(2, 0, -2, 0)
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().text().color())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeading), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the old title back on Escape; leave the field on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self._show()
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.clearFocus()
