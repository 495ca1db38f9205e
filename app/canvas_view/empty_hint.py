"""What an empty page says: how to begin."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from app.canvas_view.look import CanvasLook

MARGIN_PX = 24


def paint_hint(painter: QPainter, area: QRect, look: CanvasLook, font: QFont) -> None:
    """Say in the middle of a widget how to begin.

    Args:
        painter: in widget pixels.
        area: of the widget.
        look: colours.
        font: of the theme; sizes are the hint's own.
    """
    middle = QPointF(area.center())
    title, body = QFont(font), QFont(font)
    title.setPixelSize(18)
    title.setWeight(QFont.Weight.DemiBold)
    body.setPixelSize(13)
    body.setWeight(QFont.Weight.Normal)
    line = QRectF(0, middle.y() - 36, area.width(), 28)
    painter.setFont(title)
    painter.setPen(QColor(look.text))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _say("Start with a shape"))
    painter.setFont(body)
    painter.setPen(QColor(look.text_muted))
    hint = _say("Press R for a rectangle, drag one from the library, or drop a .drawio file here.")
    narrow = line.translated(0, 32).adjusted(MARGIN_PX, 0, -MARGIN_PX, 40)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(narrow, int(flags) | int(Qt.TextFlag.TextWordWrap), hint)


def _say(text: str) -> str:
    return QCoreApplication.translate("CanvasView", text)
