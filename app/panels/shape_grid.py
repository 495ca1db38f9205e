"""A grid of shapes to pick from: five in a row, painted by a callback, reachable by keyboard, dragged to the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from app.theme.palette import color

MIME_TYPE = "application/x-aio-canvas-shape"
"""Type of what is dragged; its data is the kind of the shape in UTF-8."""
COLUMNS = 5
_ROW = 44
_PREVIEW = QSize(26, 22)
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}

PaintPreview = Callable[[QPainter, str, QRect], None]
"""Paint the outline of a kind of shape into a rectangle; pen and brush are set for the theme beforehand."""


@dataclass(frozen=True, slots=True)
class LibraryShape:
    """One kind of shape in the library.

    Attributes:
        kind: the shape kind's name in documents.
        title: what people call it.
        keywords: further words that find it.
    """

    kind: str
    title: str
    keywords: str = ""


class ShapeGrid(QWidget):
    """The shapes of one category.

    Signals:
        inserted(str): the user clicked this kind, or pressed Enter on it.
        menu_requested(str, QPoint): a menu for this kind is wanted at this point of the screen.
    """

    inserted = Signal(str)
    menu_requested = Signal(str, object)

    def __init__(self, name: str, paint_preview: PaintPreview, parent: QWidget | None = None) -> None:
        """Make an empty grid with an accessible name."""
        super().__init__(parent)
        self._name = name
        self._paint_preview = paint_preview
        self._shapes: tuple[LibraryShape, ...] = ()
        self._hovered = -1
        self._current = 0
        self._pressed: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_shapes(self, shapes: Sequence[LibraryShape]) -> None:
        """Show these shapes."""
        self._shapes = tuple(shapes)
        self._hovered = -1
        self._current = 0
        self.setFixedHeight(_ROW * -(-len(self._shapes) // COLUMNS))
        self._describe()
        self.update()

    @property
    def shapes(self) -> tuple[LibraryShape, ...]:
        """What is shown."""
        return self._shapes

    def _describe(self) -> None:
        """Tell screen readers which shape the keyboard is on."""
        self.setAccessibleName(self._name)
        if self._shapes:
            self.setAccessibleDescription(self._shapes[self._current].title)

    def cell(self, index: int) -> QRect:
        """Return the cell of a shape in widget coordinates."""
        width = self.width() / COLUMNS
        place = index % COLUMNS
        if self.isRightToLeft():
            place = COLUMNS - 1 - place
        left = round(place * width)
        return QRect(left, (index // COLUMNS) * _ROW, round((place + 1) * width) - left, _ROW)

    def _at(self, point: QPoint) -> int:
        return next((index for index in range(len(self._shapes)) if self.cell(index).contains(point)), -1)

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(COLUMNS * _ROW, _ROW * -(-len(self._shapes) // COLUMNS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are to be repainted."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, shape in enumerate(self._shapes):
            cell = self.cell(index)
            if event.rect().intersects(cell):
                self._paint_ground(painter, index, cell)
                painter.save()
                painter.setPen(_outline_pen())
                painter.setBrush(Qt.BrushStyle.NoBrush)
                self._paint_preview(painter, shape.kind, _preview_rect(cell))
                painter.restore()

    def _paint_ground(self, painter: QPainter, index: int, cell: QRect) -> None:
        focused = self.hasFocus() and index == self._current
        painter.setPen(QPen(color("accent_ring")) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(color("hover") if index == self._hovered else Qt.BrushStyle.NoBrush)
        if focused or index == self._hovered:
            painter.drawRoundedRect(QRectF(cell).adjusted(2.5, 2.5, -2.5, -2.5), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the shape below the mouse, or drag it out."""
        point = event.position().toPoint()
        if self._pressed is not None and (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            index, self._pressed = self._at(self._pressed), None
            if index >= 0:
                self._drag(self._shapes[index].kind)
            return
        hovered = self._at(point)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Insert the shape that was clicked."""
        pressed, self._pressed = self._pressed, None
        index = self._at(event.position().toPoint())
        if pressed is not None and index >= 0 and index == self._at(pressed):
            self._current = index
            self.inserted.emit(self._shapes[index].kind)

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing any more."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, insert with Enter or Space."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._shapes:
            self.inserted.emit(self._shapes[self._current].kind)
            return
        step = _MOVES.get(key)
        if step is None or not 0 <= self._current + step < len(self._shapes):
            super().keyPressEvent(event)
            return
        self._current += step
        self._describe()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of the shape below the mouse, or of the one the keyboard is on."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self._current if by_key and self._shapes else self._at(event.pos())
        if index >= 0:
            at = self.mapToGlobal(self.cell(index).center()) if by_key else event.globalPos()
            self.menu_requested.emit(self._shapes[index].kind, at)

    def event(self, event: QEvent) -> bool:
        """Name the shape below the mouse in the tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self._shapes[index].title, self, self.cell(index))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mime_data(self, kind: str) -> QMimeData:
        """Return what is dragged for a kind of shape."""
        data = QMimeData()
        data.setData(MIME_TYPE, QByteArray(kind.encode()))
        return data

    def _drag(self, kind: str) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.mime_data(kind))
        drag.setPixmap(self._drag_picture(kind))
        drag.setHotSpot(QPoint(_ROW // 2, _ROW // 2))
        drag.exec(Qt.DropAction.CopyAction)
        self._hovered = -1
        self.update()

    def _drag_picture(self, kind: str) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(_ROW * scale), round(_ROW * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_outline_pen())
        self._paint_preview(painter, kind, _preview_rect(QRect(0, 0, _ROW, _ROW)))
        painter.end()
        return picture


def _preview_rect(cell: QRect) -> QRect:
    """Return where the shape is painted in its cell."""
    rect = QRect(QPoint(0, 0), _PREVIEW)
    rect.moveCenter(cell.center())
    return rect


def _outline_pen() -> QPen:
    return QPen(color("text2"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
