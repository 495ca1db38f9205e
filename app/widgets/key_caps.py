"""Keys as small caps, one for each key of a combination: painted by delegates, or as a widget of their own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.palette import color
from app.theme.tokens import RADIUS_CHIP

CAP_HEIGHT = 20
GAP, LEAST, PADDING = 4, 20, 6
_SYMBOLS = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Return": "↵",
    "Backspace": "⌫",
    "PgUp": "Page ↑",
    "PgDown": "Page ↓",
}
"""What keyboards print instead of the name."""


def caps(key: str) -> tuple[str, ...]:
    """Return what stands on the caps of a combination: "Ctrl+Shift+K" is three caps, "Ctrl++" is two."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    parts = text.split("+")
    # A plus sign as the key itself leaves two empty parts at the end.
    shown = (*parts[:-2], "+") if text.endswith("+") and len(parts) > 1 else tuple(part for part in parts if part)
    return tuple(_SYMBOLS.get(part, part) for part in shown)


def _widths(key: str) -> list[int]:
    metrics = QFontMetrics(ui_font(FontKind.CAPTION))
    return [max(LEAST, metrics.horizontalAdvance(cap) + 2 * PADDING) for cap in caps(key)]


def caps_width(key: str) -> int:
    """Return how wide the caps of a combination are, in pixels."""
    widths = _widths(key)
    return sum(widths) + GAP * max(0, len(widths) - 1)


def paint_caps(painter: QPainter, left: int, middle: int, key: str) -> None:
    """Paint the caps of a combination from a left side on, around a middle line."""
    painter.setFont(ui_font(FontKind.CAPTION))
    for cap, width in zip(caps(key), _widths(key), strict=True):
        rect = QRect(left, middle - CAP_HEIGHT // 2, width, CAP_HEIGHT)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(color("text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cap)
        left += width + GAP


class KeyCaps(QWidget):
    """The caps of one combination."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """Show a combination in portable notation."""
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))

    def sizeHint(self) -> QSize:
        """Return the size of all caps."""
        return QSize(caps_width(self._key), CAP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the caps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_caps(painter, 0, self.height() // 2, self._key)
