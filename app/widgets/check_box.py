"""Check boxes whose marks are painted from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from app.theme.icons import draw_icon
from app.theme.palette import current_tokens

_BOX = 16
_GAP = 8


class CheckBox(QCheckBox):
    """A box with a tick and a text beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make an unticked box; the text is its accessible name."""
        super().__init__(text, parent)
        self._mixed = False
        self.setAccessibleName(text)
        self.clicked.connect(lambda _checked: self._set_mixed(False))

    @property
    def mixed(self) -> bool:
        """Tell whether the things it stands for differ."""
        return self._mixed

    def show_state(self, on: bool | None) -> None:
        """Show yes, no, or that several things differ (None: a click then means yes); emits nothing."""
        self.setChecked(bool(on))
        self._set_mixed(on is None)

    def _set_mixed(self, mixed: bool) -> None:
        if mixed != self._mixed:
            self._mixed = mixed
            self.setAccessibleDescription(self.tr("Mixed") if mixed else "")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of box, gap and text."""
        return QSize(_BOX + _GAP + self.fontMetrics().horizontalAdvance(self.text()) + 4, 24)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the text is never cut off."""
        return self.sizeHint()

    def hitButton(self, _pos: QPoint) -> bool:
        """Take clicks anywhere on box and text."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick, text and focus."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() - _BOX - 1 if self.isRightToLeft() else 1
        box = QRect(left, (self.height() - _BOX) // 2, _BOX, _BOX)
        on = self.isChecked() or self._mixed
        rim = tokens.accent if on else (tokens.text3 if self.underMouse() else tokens.border_strong)
        if self.hasFocus():
            rim = tokens.accent_ring
            painter.setPen(QPen(QColor(tokens.accent_ring), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5), 4.5, 4.5)
        painter.setPen(QPen(QColor(rim), 1))
        painter.setBrush(QColor(tokens.accent if on else tokens.panel))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            draw_icon(painter, "minus" if self._mixed else "check", box.adjusted(2, 2, -2, -2), tokens.on_accent)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.text_disabled))
        indent = _BOX + _GAP + 1
        room = self.rect().adjusted(0, 0, -indent, 0) if self.isRightToLeft() else self.rect().adjusted(indent, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), self.text())
