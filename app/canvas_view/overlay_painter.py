"""Paints the figures of `canvas.scene.overlays` in view pixels, above the surface; marks keep their size at every zoom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.canvas_view.overlay_bounds import figure_rect
from canvas.editor.camera import Camera, to_view
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.overlays import (
    Badge,
    Figure,
    GuideLine,
    HandleMark,
    HoverOutline,
    LaserTrail,
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
    """

    accent: str = "#5B5BD6"
    on_accent: str = "#FFFFFF"
    handle: str = "#FFFFFF"
    guide: str = "#D13438"
    muted: str = "#626979"
    laser: str = "#F0323C"


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
            PortMark: self._port,
            TargetOutline: self._target,
            Badge: self._badge,
            Trail: self._trail,
            LaserTrail: self._laser,
        }

    def paint(self, painter: QPainter, figures: Iterable[Figure], exposed: QRect) -> None:
        """Paint figures in their order.

        Args:
            painter: in view pixels.
            figures: back to front.
            exposed: view pixels that are to be painted; figures beyond are left out.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for figure in figures:
            if not figure_rect(figure, self._camera).intersects(exposed):
                continue
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
        self._polyline(painter, figure.points, self._colors.accent, 1.5)

    def _polyline(self, painter: QPainter, points: Iterable[Vec], color: str, width: float) -> None:
        painter.setPen(QPen(QColor(color), width, Qt.PenStyle.SolidLine))
        painter.drawPolyline(QPolygonF([self._point(p) for p in points]))

    def _hover(self, painter: QPainter, figure: HoverOutline) -> None:
        if figure.points:
            self._polyline(painter, figure.points, self._colors.accent, 2.0)
            return
        rect = self._turned(painter, figure.box, figure.rotation)
        painter.setPen(self._pen(self._colors.accent, 2.0))
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

    def _guide(self, painter: QPainter, figure: GuideLine) -> None:
        painter.setPen(self._pen(self._colors.guide, 1.0))
        painter.drawLine(self._point(figure.start), self._point(figure.end))

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
        """Paint a tail that grows thin and faint, its hot core above its glow."""
        points = [self._point(p) for p in figure.points]
        for width, alpha, color in ((LASER_GLOW_PX, 0.28, self._colors.laser), (LASER_PX, 1.0, self._colors.laser)):
            for a, b, strength in zip(points, points[1:], figure.strengths, strict=False):
                hue = QColor(color)
                hue.setAlphaF(alpha * strength)
                round_ = Qt.PenCapStyle.RoundCap if alpha == 1.0 else Qt.PenCapStyle.FlatCap
                painter.setPen(QPen(hue, max(0.5, width * strength), Qt.PenStyle.SolidLine, round_))
                painter.drawLine(a, b)
        if figure.strengths[-1] > 0:
            hue = QColor(self._colors.laser)
            hue.setAlphaF(figure.strengths[-1])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue)
            painter.drawEllipse(points[-1], LASER_PX * 0.75, LASER_PX * 0.75)


def _nothing(_painter: QPainter, _figure: object) -> None:
    """A text field is a widget of its own, nothing to paint."""
