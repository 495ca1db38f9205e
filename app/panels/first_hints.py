"""Three hints on the canvas of somebody's first diagram: where the menu is, where shapes come from, where all keys are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens

_MARGIN, _ARROW, _LINE, _ICON = 24, 44, 20, 20
_ABOVE_BARS = 96


class FirstHints(QWidget):
    """Lies over the canvas and lets everything through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the hints; hidden at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("First steps"))
        self.setAccessibleDescription(" ".join(" ".join(lines) for lines in self.texts()))
        self.hide()

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return the hints, each in two lines: menu, shapes, keys."""
        return (
            (self.tr("Files, export and settings"), self.tr("are in the menu at the top.")),
            (self.tr("Click or drag a shape,"), self.tr("or press R and draw one.")),
            (self.tr("Press ? for all keys,"), self.tr("Ctrl+K finds everything.")),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint three texts, each with what it is about: the picture of its button, or an arrow to it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        menu, shapes, keys = self.texts()
        middle = max(150, self.height() // 2 - 150)
        self._mark(painter, "menu", menu, QPointF(_MARGIN, 58))
        self._point(painter, shapes, QPointF(_MARGIN, middle), QPointF(8, middle + 2))
        self._mark(painter, "keyboard", keys, QPointF(_MARGIN, self.height() - _ABOVE_BARS - 40))

    def _mark(self, painter: QPainter, icon_name: str, lines: tuple[str, str], at: QPointF) -> None:
        """Paint a text behind the picture of the button that it is about, which is not beside the canvas."""
        place = QRect(round(at.x()) + _ARROW - _ICON - 10, round(at.y()) + _LINE - _ICON // 2, _ICON, _ICON)
        draw_icon(painter, icon_name, place, current_tokens().text2)
        self._write(painter, lines, at)

    def _point(self, painter: QPainter, lines: tuple[str, str], at: QPointF, tip: QPointF) -> None:
        """Paint a text whose arrow begins beside it and ends at a tip."""
        start = QPointF(at.x() + _ARROW - 6, at.y() + _LINE)
        path = QPainterPath(start)
        path.quadTo(QPointF(start.x() - 18, start.y() + 8), tip)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("text3"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
        self._paint_head(painter, path, tip)
        self._write(painter, lines, at)

    def _write(self, painter: QPainter, lines: tuple[str, str], at: QPointF) -> None:
        painter.setFont(ui_font(FontKind.BODY))
        painter.setPen(color("text2"))
        for number, line in enumerate(lines):
            room = QRect(round(at.x()) + _ARROW, round(at.y()) + number * _LINE, self.width(), _LINE)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)

    @staticmethod
    def _paint_head(painter: QPainter, path: QPainterPath, tip: QPointF) -> None:
        before = path.pointAtPercent(0.8)
        along = before - tip
        length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
        unit = along / length
        side = QPointF(-unit.y(), unit.x())
        for sign in (1, -1):
            painter.drawLine(tip, tip + unit * 7 + side * 4 * sign)
