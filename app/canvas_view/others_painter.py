"""Paints the figures of other people (`canvas.scene.others`) in view pixels, below one's own handles; marks keep their size at every zoom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from canvas.editor.camera import Camera, to_view
from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec, rotate
from canvas.scene.others import OtherCaret, OtherCursor, OtherFigure, OtherFrame, OtherLaser, OtherTag

ON_COLOR = "#FFFFFF"
"""Names, on every colour of a person."""
ARROW = ((0.0, 0.0), (0.0, 18.0), (5.0, 13.6), (12.6, 12.6))
"""The pointer, its tip at (0, 0), view pixels."""
TAG_AT = (10.0, 16.0)
"""Upper left corner of the name, from the tip of the pointer."""
TAG_HEIGHT, TAG_PADDING = 20.0, 7.0
LASER_PX = 4.0
MARGIN_PX = 8
MOST_RECTS = 60


class OthersPainter:
    """Paints figures for one camera."""

    def __init__(self, camera: Camera, font: QFont) -> None:
        """Make a painter.

        Args:
            camera: takes scene to view.
            font: of the names.
        """
        self._camera = camera
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._paint: dict[type[Any], Callable[[QPainter, Any], None]] = {
            OtherCursor: self._cursor,
            OtherFrame: self._frame,
            OtherTag: self._standing_tag,
            OtherCaret: self._caret,
            OtherLaser: self._laser,
        }

    def paint(self, painter: QPainter, figures: Iterable[OtherFigure], exposed: QRect) -> None:
        """Paint figures in their order; those outside the exposed view pixels are left out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for figure in figures:
            if self.rect(figure).intersects(exposed):
                painter.save()
                self._paint[type(figure)](painter, figure)
                painter.restore()

    def changed(self, before: Iterable[OtherFigure], after: Iterable[OtherFigure]) -> QRegion:
        """Return the view pixels of the figures that are only in one of two pictures."""
        rects = [self.rect(figure) for figure in set(before) ^ set(after)]
        region = QRegion()
        if len(rects) > MOST_RECTS:
            whole = QRect()
            for rect in rects:
                whole = whole.united(rect)
            return QRegion(whole)
        for rect in rects:
            region += rect
        return region

    def rect(self, figure: OtherFigure) -> QRect:
        """Return the view pixels that a figure may touch."""
        if isinstance(figure, OtherCursor):
            return self._tag_rect(figure).united(self._around((figure.point,)).adjusted(0, 0, 16, 16)).toAlignedRect()
        if isinstance(figure, OtherTag):
            return self._tag_rect(figure).adjusted(-1, -1, 1, 1).toAlignedRect()
        if isinstance(figure, OtherCaret):
            return self._around((figure.top, figure.bottom)).toAlignedRect()
        if isinstance(figure, OtherLaser) or figure.points:
            return self._around(figure.points).toAlignedRect()
        return self._around(rotate(c, figure.rotation, figure.box.center) for c in figure.box.corners).toAlignedRect()

    def _around(self, points: Iterable[Vec]) -> QRectF:
        box = from_points(points)
        return self._rect(box).adjusted(-MARGIN_PX, -MARGIN_PX, MARGIN_PX, MARGIN_PX)

    def _point(self, p: Vec) -> QPointF:
        v = to_view(self._camera, p)
        return QPointF(v.x, v.y)

    def _rect(self, box: Box) -> QRectF:
        return QRectF(self._point(Vec(box.x, box.y)), self._point(Vec(box.right, box.bottom)))

    def _cursor(self, painter: QPainter, figure: OtherCursor) -> None:
        tip = self._point(figure.point)
        arrow = QPainterPath()
        arrow.addPolygon(QPolygonF([tip + QPointF(x, y) for x, y in ARROW]))
        arrow.closeSubpath()
        edge = QPen(QColor(ON_COLOR), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(edge)
        painter.setBrush(QColor(figure.color))
        painter.drawPath(arrow)
        self._tag(painter, figure)

    def _standing_tag(self, painter: QPainter, figure: OtherTag) -> None:
        self._tag(painter, figure)

    def _tag_rect(self, figure: OtherCursor | OtherTag) -> QRectF:
        at = self._point(figure.point)
        width = self._metrics.horizontalAdvance(figure.name) + 2 * TAG_PADDING
        if isinstance(figure, OtherTag):
            return QRectF(round(at.x()) - 1, round(at.y()) - TAG_HEIGHT - 3, width, TAG_HEIGHT)
        return QRectF(round(at.x()) + TAG_AT[0], round(at.y()) + TAG_AT[1], width, TAG_HEIGHT)

    def _tag(self, painter: QPainter, figure: OtherCursor | OtherTag) -> None:
        """Paint the name on the person's colour; nothing where there is no name."""
        if not figure.name:
            return
        rect = self._tag_rect(figure)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(figure.color))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(QColor(ON_COLOR))
        painter.setFont(self._font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, figure.name)

    def _frame(self, painter: QPainter, figure: OtherFrame) -> None:
        painter.setPen(QPen(QColor(figure.color), 1.5))
        if figure.points:
            painter.drawPolyline(QPolygonF([self._point(p) for p in figure.points]))
            return
        rect = self._rect(figure.box)
        painter.translate(rect.center())
        painter.rotate(figure.rotation)
        painter.translate(-rect.center())
        painter.drawRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5))

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
