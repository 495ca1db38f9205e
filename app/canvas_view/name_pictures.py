"""Pointers with names as small pictures, made once for each person: a hundred of them move in every picture of the canvas."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from canvas.scene.others import OtherCursor, OtherTag

ON_COLOR = "#FFFFFF"
"""Names, on every colour of a person."""
ARROW = ((0.0, 0.0), (0.0, 18.0), (5.0, 13.6), (12.6, 12.6))
"""The pointer, its tip at (0, 0), view pixels."""
TAG_AT = (10, 16)
"""Upper left corner of the name, from the tip of the pointer."""
TAG_HEIGHT, TAG_PADDING = 20, 7.0
EDGE = 2
"""View pixels around the arrow for its outline."""
MOST_KEPT = 512
"""Pictures that are kept; people come and go."""


class NamePictures:
    """Makes and keeps the pictures for one font."""

    def __init__(self, font: QFont) -> None:
        """Keep nothing yet.

        Args:
            font: of the names.
        """
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._widths: dict[str, int] = {}
        self._kept: dict[tuple[type, str, str, float], QPixmap] = {}

    def place(self, figure: OtherCursor | OtherTag, at: QPointF) -> QRect:
        """Return the view pixels of a figure's picture.

        Args:
            figure: whose.
            at: its point, view pixels.
        """
        x, y = round(at.x()), round(at.y())
        width = self._width(figure.name)
        if isinstance(figure, OtherTag):
            return QRect(x - 1, y - TAG_HEIGHT - 3, width, TAG_HEIGHT)
        return QRect(x - EDGE, y - EDGE, TAG_AT[0] + max(width, EDGE + 4) + EDGE, TAG_AT[1] + TAG_HEIGHT + EDGE)

    def picture(self, figure: OtherCursor | OtherTag, ratio: float) -> QPixmap:
        """Return the picture of a figure; it belongs where `place` says.

        Args:
            figure: what.
            ratio: device pixels per view pixel.
        """
        key = (type(figure), figure.name, figure.color, ratio)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._made(figure, ratio)
        return self._kept[key]

    def _width(self, name: str) -> int:
        if name not in self._widths:
            if len(self._widths) >= MOST_KEPT:
                self._widths.clear()
            self._widths[name] = ceil(self._metrics.horizontalAdvance(name) + 2 * TAG_PADDING) if name else 0
        return self._widths[name]

    def _made(self, figure: OtherCursor | OtherTag, ratio: float) -> QPixmap:
        size = self.place(figure, QPointF(0.0, 0.0)).size()
        pixmap = QPixmap(QSize(max(1, ceil(size.width() * ratio)), max(1, ceil(size.height() * ratio))))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tag = QRectF(0.0, 0.0, self._width(figure.name), TAG_HEIGHT)
        if isinstance(figure, OtherCursor):
            painter.translate(EDGE, EDGE)
            self._arrow(painter, figure.color)
            tag.translate(*TAG_AT)
        if figure.name:
            self._tag(painter, tag, figure)
        painter.end()
        return pixmap

    def _arrow(self, painter: QPainter, color: str) -> None:
        arrow = QPainterPath()
        arrow.addPolygon(QPolygonF([QPointF(x, y) for x, y in ARROW]))
        arrow.closeSubpath()
        edge = QPen(QColor(ON_COLOR), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(edge)
        painter.setBrush(QColor(color))
        painter.drawPath(arrow)

    def _tag(self, painter: QPainter, rect: QRectF, figure: OtherCursor | OtherTag) -> None:
        """Paint the name on the person's colour."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(figure.color))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(QColor(ON_COLOR))
        painter.setFont(self.font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, figure.name)
