"""Paints what other people do: pointers with names, selections, carets and light, each in the colour of the person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

from app.canvas_view.name_pictures import NamePictures
from canvas.editor.camera import Camera
from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec, rotate
from canvas.scene.others import OtherCaret, OtherCursor, OtherFigure, OtherFrame, OtherLaser, OtherTag

LASER_PX = 4.0
MARGIN_PX = 8
_ROOM_PX = 1
"""Around the picture of a pointer or a name."""


class OthersPainter:
    """Paints figures for one camera."""

    def __init__(self, camera: Camera, names: NamePictures) -> None:
        """Make a painter.

        Args:
            camera: takes scene to view.
            names: pictures of pointers and names.
        """
        self._zoom, self._left, self._top = camera.zoom, camera.origin.x, camera.origin.y
        self._names = names

    def paint(self, painter: QPainter, figures: Iterable[tuple[OtherFigure, QRect]], exposed: QRegion) -> None:
        """Paint figures in their order, each with what `rect` returned; those outside the exposed view pixels are left out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = painter.device().devicePixelRatio()
        for figure, rect in figures:
            if not exposed.intersects(rect):
                continue
            match figure:
                case OtherCursor() | OtherTag():
                    left, top = rect.left() + _ROOM_PX, rect.top() + _ROOM_PX
                    painter.drawPixmap(left, top, self._names.picture(figure, ratio))
                case OtherFrame():
                    self._frame(painter, figure)
                case OtherCaret():
                    self._caret(painter, figure)
                case OtherLaser():
                    self._laser(painter, figure)

    def rect(self, figure: OtherFigure) -> QRect:
        """Return the view pixels that a figure may touch."""
        match figure:
            case OtherCursor() | OtherTag():
                room = _ROOM_PX
                return self._names.place(figure, self._point(figure.point)).adjusted(-room, -room, room, room)
            case OtherCaret():
                return self._around((figure.top, figure.bottom))
            case OtherLaser():
                return self._around(figure.points)
        if figure.points:
            return self._around(figure.points)
        if figure.rotation:
            return self._around(rotate(c, figure.rotation, figure.box.center) for c in figure.box.corners)
        return self._with_margin(figure.box)

    def _around(self, points: Iterable[Vec]) -> QRect:
        return self._with_margin(from_points(points))

    def _with_margin(self, box: Box) -> QRect:
        x, y, w, h = self._view_box(box)
        left, top = floor(x) - MARGIN_PX, floor(y) - MARGIN_PX
        return QRect(left, top, ceil(x + w) + MARGIN_PX - left, ceil(y + h) + MARGIN_PX - top)

    def _view_box(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a scene box in view pixels."""
        zoom = self._zoom
        return (box.x - self._left) * zoom, (box.y - self._top) * zoom, box.w * zoom, box.h * zoom

    def _point(self, p: Vec) -> QPointF:
        return QPointF((p.x - self._left) * self._zoom, (p.y - self._top) * self._zoom)

    def _frame(self, painter: QPainter, figure: OtherFrame) -> None:
        painter.setPen(_frame_pen(figure.color))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if figure.points:
            painter.drawPolyline(QPolygonF([self._point(p) for p in figure.points]))
            return
        x, y, w, h = self._view_box(figure.box)
        frame = QRectF(x - 1.5, y - 1.5, w + 3.0, h + 3.0)
        if not figure.rotation:
            painter.drawRect(frame)
            return
        middle = frame.center()
        painter.save()
        painter.translate(middle)
        painter.rotate(figure.rotation)
        painter.translate(-middle)
        painter.drawRect(frame)
        painter.restore()

    def _caret(self, painter: QPainter, figure: OtherCaret) -> None:
        painter.setPen(QPen(QColor(figure.color), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(self._point(figure.top), self._point(figure.bottom))

    def _laser(self, painter: QPainter, figure: OtherLaser) -> None:
        """Paint a tail that gets broader and brighter towards its tip."""
        points = [self._point(p) for p in figure.points]
        hue = QColor(figure.color)
        for i, (a, b) in enumerate(pairwise(points), start=1):
            strength = i / (len(points) - 1)
            hue.setAlphaF(0.25 + 0.75 * strength)
            width = 1.0 + (LASER_PX - 1.0) * strength
            painter.setPen(QPen(hue, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(a, b)


@lru_cache(64)
def _frame_pen(color: str) -> QPen:
    return QPen(QColor(color), 1.5)
