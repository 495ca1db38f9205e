"""The areas of a colour picker that are dragged in: saturation and brightness, hue, opacity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.palette import color

_RADIUS = 6.0
_MARK = 6.0
_STEP, _COARSE = 0.01, 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_CHECK = 4


class DragArea(QWidget):
    """An area with a mark at a place, fractions 0..1 of its width and height.

    Signals:
        dragged: the mark is being dragged; nothing is final.
        dropped: the mark was let go, or moved by a key.
        cancelled: Escape during a drag; the mark is back where it was.
    """

    dragged = Signal()
    dropped = Signal()
    cancelled = Signal()

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        """Make an area of a height in pixels."""
        super().__init__(parent)
        self.across, self.down = 0.0, 0.0
        self._before: tuple[float, float] | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def dragging(self) -> bool:
        """Tell whether the mark is being dragged."""
        return self._before is not None

    def set_mark(self, x: float, y: float = 0.0) -> None:
        """Put the mark somewhere; emits nothing."""
        self.across, self.down = min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        self.update()

    def room(self) -> QRectF:
        """Return where the mark's middle can be."""
        inset = min(_MARK + 1, self.height() / 2)
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)

    def _follow(self, event: QMouseEvent) -> None:
        room, at = self.room(), event.position()
        y = (at.y() - room.top()) / room.height() if room.height() > 0 else 0.0
        self.set_mark((at.x() - room.left()) / max(1.0, room.width()), y)
        self.dragged.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag: the mark jumps to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._before = (self.across, self.down)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._before is not None:
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if self._before is not None:
            self._follow(event)
            self._before = None
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark by arrow keys; Escape takes a drag back."""
        if event.key() == Qt.Key.Key_Escape and self._before is not None:
            self.set_mark(*self._before)
            self._before = None
            self.cancelled.emit()
            return
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        step = _COARSE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        self.set_mark(self.across + way[0] * step, self.down + way[1] * step)
        self.dropped.emit()

    def _clipped(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(path)
        return painter

    def _paint_mark(self, painter: QPainter, fill: QColor) -> None:
        painter.setClipping(False)
        room = self.room()
        middle = QPointF(room.left() + self.across * room.width(), room.top() + self.down * room.height())
        painter.setPen(QPen(QColor(0, 0, 0, 90), 3))
        painter.setBrush(fill)
        painter.drawEllipse(middle, _MARK - 1, _MARK - 1)
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawEllipse(middle, _MARK - 1, _MARK - 1)
        if self.hasFocus():
            painter.setPen(QPen(color("accent_ring"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)


class ColorPlane(DragArea):
    """Saturation from left to right, brightness from bottom to top, of one hue."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a plane of red."""
        super().__init__(name, 132, parent)
        self.hue = 0.0

    def picked(self) -> QColor:
        """Return the colour at the mark."""
        return QColor.fromHsvF(self.hue, self.across, 1.0 - self.down)

    def set_hue(self, hue: float) -> None:
        """Show another hue, 0..1."""
        self.hue = min(0.9999, max(0.0, hue))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint white to the hue, then transparent to black above it."""
        painter = self._clipped()
        across = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        across.setColorAt(0, QColor("#ffffff"))
        across.setColorAt(1, QColor.fromHsvF(self.hue, 1.0, 1.0))
        painter.fillRect(self.rect(), across)
        down = QLinearGradient(QPointF(0, 0), QPointF(0, self.height()))
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, QColor(0, 0, 0, 255))
        painter.fillRect(self.rect(), down)
        self._paint_mark(painter, self.picked())


class HueStrip(DragArea):
    """All hues from red to red."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a strip."""
        super().__init__(name, 14, parent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hues."""
        painter = self._clipped()
        across = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        for step in range(7):
            across.setColorAt(step / 6, QColor.fromHsvF(min(0.9999, step / 6), 1.0, 1.0))
        painter.fillRect(self.rect(), across)
        self._paint_mark(painter, QColor.fromHsvF(min(0.9999, self.across), 1.0, 1.0))


class OpacityStrip(DragArea):
    """From transparent to opaque."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a strip of black."""
        super().__init__(name, 14, parent)
        self._color = QColor("#000000")

    def set_color(self, shown: QColor) -> None:
        """Show another colour."""
        self._color = QColor(shown)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a chequered ground and the colour growing opaque above it."""
        painter = self._clipped()
        painter.fillRect(self.rect(), QColor("#ffffff"))
        for column in range(self.width() // _CHECK + 1):
            for line in range(self.height() // _CHECK + 1):
                if (column + line) % 2:
                    painter.fillRect(column * _CHECK, line * _CHECK, _CHECK, _CHECK, QColor("#d5d7dc"))
        across = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        clear = QColor(self._color)
        clear.setAlpha(0)
        across.setColorAt(0, clear)
        across.setColorAt(1, self._color)
        painter.fillRect(self.rect(), across)
        self._paint_mark(painter, self._color)
