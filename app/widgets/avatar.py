"""People as coloured circles with initials. The colour follows the person, so it is the same on every device and in every list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.theme.fonts import sized_font
from app.theme.person_color import presence_color


def initials(name: str) -> str:
    """Return one or two capitals for a name: of the first and the last word."""
    words = name.split()
    if not words:
        return "?"
    picked = words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])
    return picked.upper()


class Avatar(QWidget):
    """One person."""

    def __init__(self, name: str, person_id: str, size: int = 26, color: str = "") -> None:
        """Show a person.

        Args:
            name: as shown.
            person_id: whose colour it is, while no other is given.
            size: diameter in pixels.
            color: "#rrggbb".
        """
        super().__init__()
        self._initials = initials(name)
        self._color = color or presence_color(person_id)
        self.setFixedSize(size, size)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint circle and initials."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._color))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(sized_font(max(8, round(self.height() * 0.4)), 600))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initials)
