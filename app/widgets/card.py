"""A card that does one thing when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.theme.tokens import ICON_LARGE, RADIUS_CARD

_HEIGHT = 62
_TILE = 36


class ActionCard(QAbstractButton):
    """An icon, a title and a line below it; `clicked` when pressed."""

    def __init__(self, icon_name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        """Make a card."""
        super().__init__(parent)
        self._icon_name = icon_name
        self._text = text
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)

    def sizeHint(self) -> QSize:
        """Return a size that shows both lines."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, tile, icon and texts."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = "accent_ring" if self.hasFocus() else ("border_strong" if self.underMouse() else "border")
        painter.setPen(QPen(color(rim), 2 if self.hasFocus() else 1))
        painter.setBrush(color("hover" if self.isDown() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        rtl = self.isRightToLeft()
        tile = QRect(self.width() - 13 - _TILE if rtl else 13, (self.height() - _TILE) // 2, _TILE, _TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_subtle"))
        painter.drawRoundedRect(QRectF(tile), 8, 8)
        inset = (_TILE - ICON_LARGE) // 2
        draw_icon(painter, self._icon_name, tile.adjusted(inset, inset, -inset, -inset), tokens.accent_text)
        room = (
            self.rect().adjusted(16, 12, -13 - _TILE - 12, -12)
            if rtl
            else self.rect().adjusted(13 + _TILE + 12, 12, -12, -12)
        )
        self._paint_texts(painter, room)

    def _paint_texts(self, painter: QPainter, room: QRect) -> None:
        tokens = current_tokens()
        half = room.height() // 2
        lines = (
            (room.adjusted(0, 0, 0, -half), self.text(), FontKind.STRONG, tokens.text),
            (room.adjusted(0, half, 0, 0), self._text, FontKind.SMALL, tokens.text3),
        )
        for line, text, kind, shade in lines:
            painter.setFont(ui_font(kind))
            painter.setPen(color("text") if shade == tokens.text else color("text3"))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
