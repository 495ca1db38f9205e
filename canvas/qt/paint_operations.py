"""The operations a display entry is compiled to: each knows its Qt objects and draws itself under a base transform."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QTransform

from canvas.drawing.display_list import Fill, ImageItem, PathItem, Placement, Stroke
from canvas.drawing.pictures import fitted
from canvas.drawing.shadow import COLOR, LAYERS, OFFSET
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, whole
from canvas.qt.colors import qt_color
from canvas.qt.images import MISSING_COLOR, ImageStore
from canvas.qt.paths import NO_BRUSH, NO_PEN, qt_brush, qt_path, qt_pen, qt_rect
from canvas.qt.placement import local_to_scene
from canvas.qt.text import QtTextEngine


class Operation(Protocol):
    """One step of painting an entry."""

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Draw under `base`, which maps the scene to the device."""
        ...


class PathOperation:
    """Fills and strokes a path."""

    __slots__ = ("brush", "local", "path", "pen")

    def __init__(self, item: PathItem, placement: Placement) -> None:
        self.path = qt_path(item.path, item.even_odd)
        box = item.box
        if box is None and item.fill is not None and item.fill.gradient is not None:
            r = self.path.boundingRect()
            box = Box(r.x(), r.y(), r.width(), r.height())
        self.brush = qt_brush(item.fill, box if item.fill is not None and item.fill.gradient is not None else None)
        self.pen = qt_pen(item.stroke)
        self.local = local_to_scene(placement)

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Draw the path."""
        painter.setWorldTransform(self.local * base)
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


class ShadowOperation:
    """Draws the soft, offset shadow of a path."""

    __slots__ = ("local", "passes", "path")

    def __init__(self, item: PathItem, placement: Placement) -> None:
        self.path = qt_path(item.path, item.even_odd)
        self.local = local_to_scene(placement) * QTransform.fromTranslate(*OFFSET)
        width = item.stroke.width if item.stroke is not None else 0.0
        strength = max(item.fill.opacity if item.fill else 0.0, item.stroke.opacity if item.stroke else 0.0)
        self.passes = [
            (
                qt_pen(Stroke(COLOR, width + layer.spread, layer.opacity * strength, join="round")),
                qt_brush(Fill(COLOR, layer.opacity * strength) if item.fill is not None else None),
            )
            for layer in LAYERS
        ]

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Draw the shadow's layers."""
        painter.setWorldTransform(self.local * base)
        for pen, brush in self.passes:
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawPath(self.path)


class TextOperation:
    """Draws a text block with its background, frame, clip and rotation."""

    __slots__ = ("block", "engine", "links", "local")

    def __init__(self, block: TextBlock, placement: Placement, engine: QtTextEngine, links: bool) -> None:
        self.block = block
        self.engine = engine
        self.links = links
        local = local_to_scene(placement, flips=not block.upright)
        if block.rotation:
            center = block.box.center
            turn = QTransform()
            turn.translate(center.x, center.y)
            turn.rotate(block.rotation)
            turn.translate(-center.x, -center.y)
            local = turn * local
        self.local = local

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Draw the text."""
        block = self.block
        painter.setWorldTransform(self.local * base)
        hidden = block.overflow == "hidden"
        faded = block.opacity < 1.0
        opacity = painter.opacity()
        if hidden:
            painter.save()
            painter.setClipRect(qt_rect(block.box), Qt.ClipOperation.IntersectClip)
        if faded:
            painter.setOpacity(opacity * max(0.0, block.opacity))
        if block.background or block.border:
            area = qt_rect(self.engine.layout(block).box)
            if block.background:
                painter.fillRect(area, qt_color(block.background))
            if block.border:
                painter.setPen(QPen(qt_color(block.border), 1.0))
                painter.setBrush(NO_BRUSH)
                painter.drawRect(area)
        self.engine.paint(painter, block, links=self.links)
        if hidden:
            painter.restore()
        if faded:
            painter.setOpacity(opacity)


class ImageOperation:
    """Draws a picture, or the missing-picture mark."""

    __slots__ = ("images", "item", "local", "vector")

    def __init__(self, item: ImageItem, placement: Placement, images: ImageStore, vector: bool) -> None:
        self.item = item
        self.images = images
        self.vector = vector
        self.local = local_to_scene(placement)

    def draw(self, painter: QPainter, base: QTransform) -> None:
        """Draw the picture."""
        item = self.item
        if item.box.w <= 0 or item.box.h <= 0:
            return
        transform = self.local * base
        painter.setWorldTransform(transform)
        natural = self.images.size(item.source)
        if natural is None:
            paint_missing(painter, item.box)
            return
        around = whole(item.box, item.crop)
        target = fitted(around, *natural) if item.keep_aspect else around
        scale = 4.0 if self.vector else _scale_of(transform)
        picture = self.images.image(item.source, target.w * scale, target.h * scale, keep_full=self.vector)
        if picture is None:
            paint_missing(painter, item.box)
            return
        opacity = painter.opacity()
        painter.setOpacity(opacity * item.opacity)
        if item.crop == NO_CROP:
            _draw_flipped(painter, picture, target, item)
        else:
            painter.save()
            painter.setClipRect(qt_rect(item.box), Qt.ClipOperation.IntersectClip)
            _draw_flipped(painter, picture, target, item)
            painter.restore()
        painter.setOpacity(opacity)


def _scale_of(transform: QTransform) -> float:
    """Return the device pixels per local unit of a transform without shear."""
    return float(abs(transform.determinant()) ** 0.5)


def _draw_flipped(painter: QPainter, picture: QImage, target: Box, item: ImageItem) -> None:
    """Draw a picture into its target, mirrored when the item says so."""
    if item.flip_h or item.flip_v:
        center = item.box.center
        painter.translate(center.x, center.y)
        painter.scale(-1.0 if item.flip_h else 1.0, -1.0 if item.flip_v else 1.0)
        painter.translate(-center.x, -center.y)
    painter.drawImage(qt_rect(target), picture, QRectF(0, 0, picture.width(), picture.height()))


def paint_missing(painter: QPainter, box: Box) -> None:
    """Paint the mark for a picture that we do not have or do not accept: a crossed frame."""
    painter.setBrush(NO_BRUSH)
    painter.setPen(QPen(qt_color(MISSING_COLOR), 1.0))
    painter.drawRect(qt_rect(box))
    painter.drawLine(QLineF(QPointF(box.x, box.y), QPointF(box.right, box.bottom)))
    painter.drawLine(QLineF(QPointF(box.right, box.y), QPointF(box.x, box.bottom)))
    painter.setPen(NO_PEN)
