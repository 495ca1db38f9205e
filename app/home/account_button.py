"""The account in the corner of the home screen: who is signed in, or the way to sign in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme.fonts import FontKind, sized_font, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.theme.person_color import presence_color
from app.theme.tokens import ICON, RADIUS_ITEM
from app.widgets.face import initials, paint_face

_HEIGHT = 34
_DISC = 26


class AccountButton(QAbstractButton):
    """A line with a face and a mail address; without an account an icon and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a button for nobody."""
        super().__init__(parent)
        self._initials = self._color = ""
        self._picture = b""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.show_person("", "", "", self.tr("Sign in…"))

    def show_person(
        self, name: str, email: str, person_id: str, action: str, color: str = "", picture: bytes = b""
    ) -> None:
        """Show somebody, or (no name) what the button does instead; "" for the colour that follows from the id."""
        self._initials = initials(name) if name else ""
        self._color, self._picture = color or presence_color(person_id), picture
        self.setText(email or action)
        self.setAccessibleName(self.tr("Account: %1").replace("%1", email) if name else action)
        self.setToolTip(f"{name}\n{email}" if name else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows most addresses."""
        return QSize(160, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, face and text."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent_ring")) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_ITEM, RADIUS_ITEM)
        rtl = self.isRightToLeft()
        disc = QRect(self.width() - 6 - _DISC if rtl else 6, (_HEIGHT - _DISC) // 2, _DISC, _DISC)
        if self._initials:
            ground, font = QColor(self._color), sized_font(10, 600)
            paint_face(painter, QRectF(disc), ground, self._initials, font, self._picture)
        else:
            inset = (_DISC - ICON) // 2
            draw_icon(painter, "user-round", disc.adjusted(inset, inset, -inset, -inset), tokens.text2)
        painter.setFont(ui_font(FontKind.BODY))
        painter.setPen(color("text2"))
        gap = _DISC + 6 + 10
        room = self.rect().adjusted(6, 0, -gap, 0) if rtl else self.rect().adjusted(gap, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
