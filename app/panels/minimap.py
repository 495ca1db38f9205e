"""The map of the page: all of it, small, with a frame around what is seen; the frame is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme.palette import color
from app.widgets.floating import FloatingBar
from app.widgets.layout import row

WIDTH_PX, HEIGHT_PX = 208, 140
_STEP = 0.2
"""Share of what is seen that an arrow key moves."""
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class MapPicture(QWidget):
    """The picture with the frame.

    Signals:
        moved(QPointF): what lies here, in map pixels, should be in the middle of the view.
    """

    moved = Signal(QPointF)

    def __init__(self) -> None:
        """Make an empty map."""
        super().__init__()
        self.setFixedSize(QSize(WIDTH_PX, HEIGHT_PX))
        self.setAccessibleName(self.tr("Map of the page"))
        self.setAccessibleDescription(self.tr("Arrow keys move what is seen"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._picture = QImage()
        self._frame = QRectF()
        self._grip: QPointF | None = None

    def set_picture(self, picture: QImage) -> None:
        """Show another picture of the page; WIDTH_PX x HEIGHT_PX at some device pixel ratio."""
        self._picture = picture
        self.update()

    @property
    def frame(self) -> QRectF:
        """What is seen, in map pixels."""
        return self._frame

    def set_frame(self, frame: QRectF) -> None:
        """Show where the view looks, in map pixels; may reach beyond the map."""
        if frame != self._frame:
            self._frame = frame
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame where it is held, or have it come to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._grip = at - self._frame.center() if self._frame.contains(at) else QPointF(0, 0)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.moved.emit(at - self._grip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the frame."""
        if self._grip is not None:
            self.moved.emit(event.position() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a part of what is seen."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        by = QPointF(step[0] * self._frame.width() * _STEP, step[1] * self._frame.height() * _STEP)
        self.moved.emit(self._frame.center() + by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint page, frame and focus."""
        painter = QPainter(self)
        painter.drawImage(QPoint(0, 0), self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if not frame.isEmpty():
            tint = QColor(color("accent"))
            tint.setAlphaF(0.10)
            painter.setBrush(tint)
            painter.setPen(QPen(color("accent"), 1.5))
            painter.drawRoundedRect(frame, 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent_ring"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Minimap(FloatingBar):
    """The map on its floating surface."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        self.picture = MapPicture()
        super().__init__(row(self.picture, margins=(6, 6, 6, 6)), parent)
        self.setAccessibleName(self.tr("Map"))
