"""People as discs: the picture of the card, or initials on the person's colour, the same on every device and in every list."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.theme.fonts import sized_font
from app.theme.person_color import presence_color
from app.widgets.face import initials, paint_face


class Avatar(QWidget):
    """One person."""

    def __init__(self, name: str, person_id: str, size: int = 26, color: str = "", picture: bytes = b"") -> None:
        """Show a person.

        Args:
            name: as shown.
            person_id: whose colour it is, while no other is given.
            size: diameter in pixels.
            color: "#rrggbb".
            picture: of the card.
        """
        super().__init__()
        self._initials = initials(name)
        self._color = color or presence_color(person_id)
        self._picture = picture
        self.setFixedSize(size, size)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized_font(max(8, round(self.height() * 0.4)), 600)
        paint_face(painter, QRectF(self.rect()), QColor(self._color), self._initials, font, self._picture)
