"""The rulers along the upper and the left side of a canvas; lines across the page are dragged out of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.canvas_view.event_adapter import pointer_event
from app.canvas_view.look import CanvasLook
from app.canvas_view.ruler_ticks import ticks
from canvas.editor.editor import Editor
from canvas.geometry.box import union
from canvas.tools.dragging_guide import RULER_PX
from canvas.tools.events import DOWN, MOVE, UP
from canvas.tools.machine import Machine

BREADTH = int(RULER_PX)
_TICK_PX = (4, 7, 20)
_FONT_PX = 9


class Ruler(QWidget):
    """One ruler over the edge of the canvas widget, its parent."""

    def __init__(
        self, parent: QWidget, editor: Editor, machine: Machine, now_ms: Callable[[], float], *, level: bool
    ) -> None:
        """Make a hidden ruler.

        Args:
            parent: the canvas widget.
            editor: whose camera and selection are shown.
            machine: gets the drags that begin here.
            now_ms: steady clock, milliseconds.
            level: along the upper side, else along the left one.
        """
        super().__init__(parent)
        self._editor = editor
        self._machine = machine
        self._now_ms = now_ms
        self.level = level
        self._look = CanvasLook()
        self._font = QFont()
        self._pointer: float | None = None
        self._dragging = False
        self.setAccessibleName(self.tr("Horizontal ruler") if level else self.tr("Vertical ruler"))
        self.setToolTip(self.tr("Drag a guide out of the ruler; drag it back to take it away"))
        self.setCursor(Qt.CursorShape.SplitVCursor if level else Qt.CursorShape.SplitHCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def set_look(self, look: CanvasLook, font: QFont) -> None:
        """Use the theme's colours and font."""
        self._look, self._font = look, QFont(font)
        self._font.setPixelSize(_FONT_PX)
        self.update()

    def place(self) -> None:
        """Lie along the whole side of the canvas; the upper ruler owns the corner."""
        parent = self.parentWidget()
        if parent is None:
            return
        if self.level:
            self.setGeometry(0, 0, parent.width(), BREADTH)
        else:
            self.setGeometry(0, BREADTH, BREADTH, max(0, parent.height() - BREADTH))

    def show_pointer(self, view: QPointF | None) -> None:
        """Mark where the pointer is in the view, or nothing."""
        at = None if view is None else view.x() if self.level else view.y()
        if at != self._pointer:
            self._pointer = at
            self.update()

    # ------------------------------------------------------------------ painting

    def _shift(self) -> int:
        """Return where the ruler begins in the view, pixels."""
        return 0 if self.level else BREADTH

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, selection, marks, numbers and the pointer's place."""
        colors = self._look.ruler
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.ground))
        self._paint_span(painter)
        painter.setFont(self._font)
        self._paint_ticks(painter)
        if self._pointer is not None:
            self._line(painter, self._pointer - self._shift(), BREADTH, colors.pointer)
        border = QColor(colors.border)
        if self.level:
            painter.fillRect(QRectF(0, BREADTH - 1, self.width(), 1), border)
            painter.fillRect(QRectF(0, 0, BREADTH, BREADTH), QColor(colors.ground))
            painter.fillRect(QRectF(BREADTH - 1, 0, 1, BREADTH), border)
            painter.fillRect(QRectF(0, BREADTH - 1, BREADTH, 1), border)
        else:
            painter.fillRect(QRectF(BREADTH - 1, 0, 1, self.height()), border)
        painter.end()

    def _paint_ticks(self, painter: QPainter) -> None:
        camera = self._editor.camera
        origin = camera.origin.x if self.level else camera.origin.y + self._shift() / camera.zoom
        length = self.width() if self.level else self.height()
        for tick in ticks(origin, camera.zoom, length):
            self._line(painter, tick.at, _TICK_PX[tick.rank], self._look.ruler.mark)
            if tick.label:
                self._label(painter, tick.at, tick.label)

    def _line(self, painter: QPainter, at: float, reach: int, color: str) -> None:
        """Fill one line of whole device pixels: an antialiased one would be a grey smear."""
        ratio = self.devicePixelRatioF()
        start, breadth = round(at * ratio) / ratio, max(1.0, round(ratio)) / ratio
        if self.level:
            painter.fillRect(QRectF(start, BREADTH - reach, breadth, reach), QColor(color))
        else:
            painter.fillRect(QRectF(BREADTH - reach, start, reach, breadth), QColor(color))

    def _label(self, painter: QPainter, at: float, text: str) -> None:
        painter.setPen(QColor(self._look.ruler.text))
        if self.level:
            painter.drawText(QPointF(round(at) + 3, 10), text)
            return
        painter.save()
        painter.translate(10, round(at) + 3)
        painter.rotate(90)
        painter.drawText(QPointF(0, 3), text)
        painter.restore()

    def _paint_span(self, painter: QPainter) -> None:
        """Mark where the selection lies."""
        graph, camera = self._editor.graph, self._editor.camera
        box = union(graph.bounds(s) for s in self._editor.selection[:200])
        if box is None:
            return
        low, size = (box.x - camera.origin.x, box.w) if self.level else (box.y - camera.origin.y, box.h)
        start, length = low * camera.zoom - self._shift(), size * camera.zoom
        area = QRectF(start, 0, length, BREADTH) if self.level else QRectF(0, start, BREADTH, length)
        painter.fillRect(area, QColor(self._look.ruler.span))

    # ------------------------------------------------------------------ dragging lines out

    def _in_view(self, event: QMouseEvent) -> QPointF:
        return QPointF(self.mapToParent(event.position().toPoint())) if self.parentWidget() else event.position()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a line out."""
        if event.button() != Qt.MouseButton.LeftButton or self._editor.read_only:
            return
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragging = True
        press = pointer_event(event, DOWN, self._editor.camera, self._now_ms(), at=self._in_view(event))
        self._machine.begin_guide(press, level=self.level)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on dragging."""
        if self._dragging:
            move = pointer_event(event, MOVE, self._editor.camera, self._now_ms(), at=self._in_view(event))
            self._machine.handle(move)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay the line."""
        if self._dragging:
            self._dragging = False
            up = pointer_event(event, UP, self._editor.camera, self._now_ms(), at=self._in_view(event))
            self._machine.handle(up)

    def contextMenuEvent(self, event: QEvent) -> None:
        """Keep the canvas' menu away: it would be about what lies below the ruler."""
        event.accept()


class Rulers:
    """Both rulers of one canvas."""

    def __init__(self, parent: QWidget, editor: Editor, machine: Machine, now_ms: Callable[[], float]) -> None:
        """Make hidden rulers, see `Ruler`."""
        self._editor = editor
        self.both = tuple(Ruler(parent, editor, machine, now_ms, level=level) for level in (True, False))

    def set_shown(self, on: bool) -> None:
        """Show or hide them."""
        self._editor.show_rulers = on
        for ruler in self.both:
            ruler.place()
            ruler.setVisible(on)
            ruler.raise_()

    def set_look(self, look: CanvasLook, font: QFont) -> None:
        """Use the theme's colours and font."""
        for ruler in self.both:
            ruler.set_look(look, font)

    def place(self) -> None:
        """Follow the size of the canvas."""
        for ruler in self.both:
            ruler.place()

    def refresh(self) -> None:
        """Show camera and selection as they are now."""
        if self._editor.show_rulers:
            for ruler in self.both:
                ruler.update()

    def show_pointer(self, view: QPointF | None) -> None:
        """Mark where the pointer is in the view, or nothing."""
        if self._editor.show_rulers:
            for ruler in self.both:
                ruler.show_pointer(view)
