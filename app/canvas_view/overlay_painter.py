"""Paints the figures of `canvas.scene.overlays` in view pixels, above the surface; marks keep their size at every zoom."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from canvas.editor.camera import Camera, to_view
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec
from canvas.qt.paths import qt_path
from canvas.scene.overlays import (
    Badge,
    DividerLine,
    Figure,
    FoldMark,
    GapLine,
    GuideLine,
    HandleMark,
    HoverOutline,
    LaserTrail,
    PageLine,
    PortMark,
    RubberBand,
    SelectedLine,
    SelectionBox,
    TargetOutline,
    Trail,
)

HANDLE_PX = 8.0
PORT_RADIUS_PX = 3.0
PORT_HALO_PX = 7.0
BADGE_GAP_PX = 10.0
FOLD_PX = 14.0
GAP_TICK_PX = 4.0
LASER_PX, LASER_GLOW_PX = 4.0, 10.0


@dataclass(frozen=True, slots=True)
class OverlayColors:
    """Colours taken from the theme.

    Attributes:
        accent: frames, handles and ports.
        on_accent: text on the accent.
        handle: inside of handles.
        guide: alignment guides.
        muted: frames of locked shapes.
        laser: light of the laser pointer.
        on_guide: text on the colour of guides.
        page_line: lines laid across the page.
    """

    accent: str = "#5B5BD6"
    on_accent: str = "#FFFFFF"
    handle: str = "#FFFFFF"
    guide: str = "#D13438"
    muted: str = "#626979"
    laser: str = "#F0323C"
    on_guide: str = "#FFFFFF"
    page_line: str = "#0A9CB8"


class OverlayPainter:
    """Paints figures for one camera and one set of colours."""

    def __init__(self, camera: Camera, colors: OverlayColors, font: QFont) -> None:
        """Make a painter.

        Args:
            camera: takes scene to view.
            colors: from the theme.
            font: of badges.
        """
        self._camera = camera
        self._colors = colors
        self._font = font
        self._paint: dict[type[Any], Callable[[QPainter, Any], None]] = {
            SelectionBox: self._selection_box,
            SelectedLine: self._selected_line,
            HoverOutline: self._hover,
            HandleMark: self._handle,
            RubberBand: self._rubber_band,
            GuideLine: self._guide,
            GapLine: self._gap,
            PageLine: self._page_line,
            PortMark: self._port,
            TargetOutline: self._target,
            Badge: self._badge,
            Trail: self._trail,
            LaserTrail: self._laser,
            FoldMark: self._fold,
            DividerLine: self._divider,
        }

    def paint(self, painter: QPainter, figures: Iterable[Figure]) -> None:
        """Paint figures in their order.

        Args:
            painter: in view pixels.
            figures: back to front.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for figure in figures:
            painter.save()
            self._paint.get(type(figure), _nothing)(painter, figure)
            painter.restore()

    def _point(self, p: Vec) -> QPointF:
        v = to_view(self._camera, p)
        return QPointF(v.x, v.y)

    def _rect(self, box: Box) -> QRectF:
        return QRectF(self._point(Vec(box.x, box.y)), self._point(Vec(box.right, box.bottom)))

    def _turned(self, painter: QPainter, box: Box, rotation: float) -> QRectF:
        """Turn the painter about a box's centre and return the box in view pixels, on whole pixels when upright."""
        rect = self._rect(box)
        if rotation:
            painter.translate(rect.center())
            painter.rotate(rotation)
            painter.translate(-rect.center())
            return rect
        return QRectF(round(rect.x()) + 0.5, round(rect.y()) + 0.5, round(rect.width()), round(rect.height()))

    def _pen(self, color: str, width: float = 1.5, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        return QPen(QColor(color), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)

    def _selection_box(self, painter: QPainter, figure: SelectionBox) -> None:
        rect = self._turned(painter, figure.box, figure.rotation)
        color = self._colors.muted if figure.locked else self._colors.accent
        dashed = Qt.PenStyle.DashLine if figure.locked else Qt.PenStyle.SolidLine
        painter.setPen(self._pen(color, 1.5 if figure.whole else 1.0, dashed))
        painter.drawRect(rect)

    def _selected_line(self, painter: QPainter, figure: SelectedLine) -> None:
        if figure.path is None:
            self._polyline(painter, figure.points, self._colors.accent, 1.5)
        else:
            self._line(painter, figure.path, 1.5)

    def _line(self, painter: QPainter, path: Path, width: float) -> None:
        """Paint a path that lies in the scene, as thick at every zoom."""
        origin, zoom = self._point(Vec(0.0, 0.0)), self._camera.zoom
        painter.setPen(self._pen(self._colors.accent, width))
        painter.drawPath(QTransform(zoom, 0.0, 0.0, zoom, origin.x(), origin.y()).map(qt_path(path)))

    def _polyline(self, painter: QPainter, points: Iterable[Vec], color: str, width: float) -> None:
        painter.setPen(QPen(QColor(color), width, Qt.PenStyle.SolidLine))
        painter.drawPolyline(QPolygonF([self._point(p) for p in points]))

    def _hover(self, painter: QPainter, figure: HoverOutline) -> None:
        if figure.path is not None:
            self._line(painter, figure.path, 2.0)
            return
        if figure.points:
            self._polyline(painter, figure.points, self._colors.accent, 2.0)
            return
        painter.setPen(self._pen(self._colors.accent, 2.0))
        rect = self._turned(painter, figure.box, figure.rotation)
        painter.drawRect(rect)

    def _handle(self, painter: QPainter, figure: HandleMark) -> None:
        at = self._point(figure.point)
        painter.translate(at)
        painter.rotate(figure.rotation)
        painter.setPen(self._pen(self._colors.accent))
        painter.setBrush(QColor(self._colors.handle))
        half = HANDLE_PX / 2
        if figure.name in {"rotate", "source", "target"} or figure.name.startswith("waypoint"):
            painter.drawEllipse(QPointF(0, 0), half, half)
        elif figure.name.startswith("segment"):
            painter.setOpacity(0.6)
            painter.drawEllipse(QPointF(0, 0), half - 1.5, half - 1.5)
        else:
            painter.drawRoundedRect(QRectF(-half, -half, HANDLE_PX, HANDLE_PX), 2, 2)

    def _rubber_band(self, painter: QPainter, figure: RubberBand) -> None:
        fill = QColor(self._colors.accent)
        fill.setAlphaF(0.08)
        style = Qt.PenStyle.DashLine if figure.contain else Qt.PenStyle.SolidLine
        painter.setPen(self._pen(self._colors.accent, 1.0, style))
        painter.setBrush(fill)
        painter.drawRect(self._turned(painter, figure.box, 0.0))

    def _crisp(self, p: Vec) -> QPointF:
        """Return the middle of the pixel at a scene point, so that a line one pixel wide stays sharp."""
        v = to_view(self._camera, p)
        return QPointF(math.floor(v.x) + 0.5, math.floor(v.y) + 0.5)

    def _guide(self, painter: QPainter, figure: GuideLine) -> None:
        painter.setPen(self._pen(self._colors.guide, 1.0))
        painter.drawLine(self._crisp(figure.start), self._crisp(figure.end))

    def _gap(self, painter: QPainter, figure: GapLine) -> None:
        """Paint a line between two ticks, with its length where there is room for it."""
        a, b = self._crisp(figure.start), self._crisp(figure.end)
        level = a.y() == b.y()
        tick = QPointF(0, GAP_TICK_PX) if level else QPointF(GAP_TICK_PX, 0)
        painter.setPen(self._pen(self._colors.guide, 1.0))
        painter.drawLine(a, b)
        for end in (a, b):
            painter.drawLine(end - tick, end + tick)
        painter.setFont(self._font)
        width, height = QFontMetricsF(self._font).horizontalAdvance(figure.text) + 8, 16.0
        middle = (a + b) / 2
        if abs(b.x() - a.x() if level else b.y() - a.y()) < (width if level else height) + 8:
            middle += QPointF(0, height) if level else QPointF(width / 2 + 8, 0)
        pill = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.guide))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setPen(QColor(self._colors.on_guide))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, figure.text)

    def _page_line(self, painter: QPainter, figure: PageLine) -> None:
        at = self._crisp(Vec(figure.position, figure.position))
        color = self._colors.accent if figure.active else self._colors.page_line
        painter.setPen(self._pen(color, 1.0))
        if figure.level:
            painter.drawLine(QPointF(0, at.y()), QPointF(self._camera.width, at.y()))
        else:
            painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), self._camera.height))

    def _port(self, painter: QPainter, figure: PortMark) -> None:
        at = self._point(figure.point)
        halo = QColor(self._colors.accent)
        halo.setAlphaF(0.35 if figure.active else 0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(at, PORT_HALO_PX, PORT_HALO_PX)
        painter.setBrush(QColor(self._colors.accent))
        painter.drawEllipse(at, PORT_RADIUS_PX, PORT_RADIUS_PX)

    def _target(self, painter: QPainter, figure: TargetOutline) -> None:
        fill = QColor(self._colors.accent)
        fill.setAlphaF(0.10)
        rect = self._turned(painter, figure.box, figure.rotation)
        painter.setPen(self._pen(self._colors.accent, 2.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)

    def _fold(self, painter: QPainter, figure: FoldMark) -> None:
        """Paint a small button with a minus, or a plus while the container is shut."""
        at = self._point(figure.point)
        x, y = round(at.x()) + 0.5, round(at.y()) + 0.5
        half = FOLD_PX / 2
        painter.setPen(self._pen(self._colors.accent, 1.0))
        painter.setBrush(QColor(self._colors.handle))
        painter.drawRoundedRect(QRectF(x - half, y - half, FOLD_PX, FOLD_PX), 4, 4)
        painter.setPen(self._pen(self._colors.accent, 1.5))
        arm = half - 3.5
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        if figure.shut:
            painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))

    def _divider(self, painter: QPainter, figure: DividerLine) -> None:
        painter.setPen(self._pen(self._colors.accent, 2.0))
        painter.drawLine(self._point(figure.start), self._point(figure.end))

    def _badge(self, painter: QPainter, figure: Badge) -> None:
        painter.setFont(self._font)
        width = QFontMetricsF(self._font).horizontalAdvance(figure.text) + 12
        at = self._point(figure.point)
        rect = QRectF(at.x() - width / 2, at.y() + BADGE_GAP_PX, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.accent))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(QColor(self._colors.on_accent))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, figure.text)

    def _trail(self, painter: QPainter, figure: Trail) -> None:
        color = self._colors.muted if figure.tool == "eraser" else self._colors.accent
        if figure.tool == "eraser":
            painter.setOpacity(0.5)
        self._polyline(painter, figure.points, color, 3.0 if figure.tool == "eraser" else 2.0)

    def _laser(self, painter: QPainter, figure: LaserTrail) -> None:
        """Paint a tail that runs out thin, its core above its glow: two ribbons, since single strokes would show their seams."""
        points = [self._point(p) for p in figure.points]
        hue = QColor(self._colors.laser)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, alpha in ((LASER_GLOW_PX, 0.25), (LASER_PX, 1.0)):
            hue.setAlphaF(alpha)
            painter.setBrush(hue)
            half = [width / 2 * strength for strength in figure.strengths]
            tail, tip = QPainterPath(), QPainterPath()
            tail.setFillRule(Qt.FillRule.WindingFill)
            tail.addPolygon(_ribbon(points, half))
            tip.addEllipse(points[-1], half[-1], half[-1])
            painter.drawPath(tail.united(tip))


def _ribbon(points: list[QPointF], half: list[float]) -> QPolygonF:
    """Return the outline of a line whose breadth changes along it."""
    left: list[QPointF] = []
    right: list[QPointF] = []
    for i, point in enumerate(points):
        way = points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]
        length = math.hypot(way.x(), way.y()) or 1.0
        side = QPointF(-way.y(), way.x()) * (half[i] / length)
        left.append(point + side)
        right.append(point - side)
    return QPolygonF([*left, *reversed(right), *left[:1]])


def _nothing(_painter: QPainter, _figure: object) -> None:
    """A text field is a widget of its own, nothing to paint."""
