"""Soft shadows for floating surfaces, painted with gradients: a QGraphicsEffect would redraw the widget through a bitmap each time."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QRadialGradient

_STOPS = 8


def _falloff(fraction: float) -> float:
    """Return how dark a shadow still is at a fraction 0..1 of the way to its rim: a Gaussian that ends at zero."""
    edge = math.exp(-4.0)
    return (math.exp(-4.0 * fraction * fraction) - edge) / (1.0 - edge)


def _stops(solid: float, alpha: float) -> list[tuple[float, QColor]]:
    """Return gradient stops that are dark up to `solid` (0..1) and fade out to 1."""
    stops = [(0.0, QColor.fromRgbF(0.0, 0.0, 0.0, alpha))]
    for step in range(_STOPS + 1):
        fraction = step / _STOPS
        position = solid + (1.0 - solid) * fraction
        stops.append((position, QColor.fromRgbF(0.0, 0.0, 0.0, alpha * _falloff(fraction))))
    return stops


def _linear(start: QPointF, end: QPointF, stops: list[tuple[float, QColor]]) -> QBrush:
    gradient = QLinearGradient(start, end)
    gradient.setStops(stops)
    return QBrush(gradient)


def _radial(center: QPointF, reach: float, stops: list[tuple[float, QColor]]) -> QBrush:
    gradient = QRadialGradient(center, reach)
    gradient.setStops(stops)
    return QBrush(gradient)


def paint_shadow(painter: QPainter, rect: QRectF, radius: float, blur: float, drop: float, alpha: float) -> None:
    """Paint the shadow of a rounded rectangle.

    Args:
        painter: target; its pen and brush are left alone.
        rect: the surface that throws the shadow, logical pixels.
        radius: its corner radius.
        blur: how far the shadow reaches beyond the surface.
        drop: how far it is moved down.
        alpha: opacity 0..1 at the surface.
    """
    body = rect.translated(0.0, drop)
    inner = body.adjusted(radius, radius, -radius, -radius)
    reach = radius + blur
    stops = _stops(radius / reach, alpha)
    painter.fillRect(inner, QColor.fromRgbF(0.0, 0.0, 0.0, alpha))
    left, top, right, bottom = inner.left(), inner.top(), inner.right(), inner.bottom()
    for x, y, dx, dy in ((left, top, -1, -1), (right, top, 1, -1), (left, bottom, -1, 1), (right, bottom, 1, 1)):
        corner = QRectF(QPointF(x, y), QPointF(x + dx * reach, y + dy * reach)).normalized()
        painter.fillRect(corner, _radial(QPointF(x, y), reach, stops))
    edges = (
        (QRectF(left, top - reach, inner.width(), reach), QPointF(left, top), QPointF(left, top - reach)),
        (QRectF(left, bottom, inner.width(), reach), QPointF(left, bottom), QPointF(left, bottom + reach)),
        (QRectF(left - reach, top, reach, inner.height()), QPointF(left, top), QPointF(left - reach, top)),
        (QRectF(right, top, reach, inner.height()), QPointF(right, top), QPointF(right + reach, top)),
    )
    for edge, start, end in edges:
        painter.fillRect(edge, _linear(start, end, stops))
