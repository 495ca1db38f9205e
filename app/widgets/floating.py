"""Rounded surfaces that float above the canvas with a soft shadow."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLayout, QWidget

from app.theme.palette import color, current_tokens
from app.theme.shadow import paint_shadow
from app.theme.tokens import RADIUS_CARD
from app.widgets.layout import column

SHADOW_ROOM = 20
"""Pixels around the visible surface that belong to the widget and hold its shadow."""


class FloatingBar(QWidget):
    """A floating surface. Its widget is larger than what is seen: use `place` and `surface_rect` instead of the geometry.

    Clicks on the shadow are not taken; they reach the widget below, which is its parent.
    """

    def __init__(
        self, layout: QLayout, parent: QWidget | None = None, *, radius: int = RADIUS_CARD, drop: int = 4
    ) -> None:
        """Make a surface around a layout.

        Args:
            layout: what it shows.
            parent: what it floats on.
            radius: corner radius in pixels.
            drop: how far the shadow lies below, in pixels.
        """
        super().__init__(parent)
        self._radius = radius
        self._drop = drop
        self._shadow = QPixmap()
        self._shadow_of: tuple[object, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground, True)
        room = SHADOW_ROOM
        self.setLayout(column(layout, margins=(room, room, room, room), spacing=0))

    def surface_size(self) -> QSize:
        """Return the size of what is seen, as large as its content wants it."""
        return self.sizeHint() - QSize(2 * SHADOW_ROOM, 2 * SHADOW_ROOM)

    def surface_rect(self) -> QRect:
        """Return what is seen in the parent's coordinates."""
        return self.geometry().adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM)

    def settle(self) -> None:
        """Take over at once what the content now wants; its layout would only hear of that in the next turn of the event loop."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def place(self, top_left: QPoint, width: int | None = None) -> None:
        """Put the visible surface somewhere.

        Args:
            top_left: where its corner goes, in the parent's coordinates.
            width: how wide it may be; None for as wide as it wants.
        """
        size = self.sizeHint()
        if width is not None:
            size.setWidth(min(size.width(), width + 2 * SHADOW_ROOM))
        self.setGeometry(QRect(top_left - QPoint(SHADOW_ROOM, SHADOW_ROOM), size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow and surface."""
        painter = QPainter(self)
        painter.drawPixmap(QPoint(0, 0), self._kept_shadow())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(color("raised"))
        painter.setPen(QPen(color("border"), 1))
        painter.drawRoundedRect(self._surface().adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)

    def _surface(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM)

    def _kept_shadow(self) -> QPixmap:
        """Return the shadow, painted once for each size: whatever changes on the canvas below has the bar painted again."""
        alpha, ratio = current_tokens().shadow_alpha, self.devicePixelRatioF()
        wanted = self.size(), ratio, alpha
        if wanted != self._shadow_of:
            self._shadow_of = wanted
            self._shadow = QPixmap(QSize(ceil(self.width() * ratio), ceil(self.height() * ratio)))
            self._shadow.setDevicePixelRatio(ratio)
            self._shadow.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._shadow)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            surface, blur = self._surface(), SHADOW_ROOM - self._drop
            paint_shadow(painter, surface, self._radius, blur, self._drop, alpha * 0.6)
            paint_shadow(painter, surface, self._radius, 4, 1, alpha * 0.4)
            painter.end()
        return self._shadow
