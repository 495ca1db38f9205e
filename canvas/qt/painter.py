"""Paints display entries with QPainter; knows nothing of documents, scenes or widgets."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.drawing.display_list import DisplayEntry, ImageItem, PathItem
from canvas.qt.images import ImageStore
from canvas.qt.paint_operations import ImageOperation, Operation, PathOperation, ShadowOperation, TextOperation
from canvas.qt.paths import qt_path, qt_rect
from canvas.qt.text import QtTextEngine

HINTS = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)


@dataclass(slots=True)
class CompiledEntry:
    """A display entry as Qt draws it: operations back to front.

    Attributes:
        entry: what it was made from; kept so that its identity stays valid as a cache key.
        layered: more than one operation under one opacity, so they must be flattened first.
    """

    entry: DisplayEntry
    operations: tuple[Operation, ...]
    layered: bool

    def draw(self, painter: QPainter, base: QTransform, *, text: bool = True) -> None:
        """Draw all operations at the painter's opacity.

        Args:
            painter: its world transform, pen and brush are changed.
            base: scene to device.
            text: draw labels as well.
        """
        if self.entry.clips:
            painter.save()
            painter.setTransform(base)
            for clip in self.entry.clips:
                painter.setClipPath(qt_path(clip), Qt.ClipOperation.IntersectClip)
        for operation in self.operations:
            if text or not isinstance(operation, TextOperation):
                operation.draw(painter, base)
        if self.entry.clips:
            painter.restore()


@dataclass(slots=True)
class PaintTools:
    """What painting needs besides the display list; one per thread.

    Attributes:
        engine: lays out and paints text.
        images: decodes pictures.
        capacity: compiled entries kept.
    """

    engine: QtTextEngine = field(default_factory=QtTextEngine)
    images: ImageStore = field(default_factory=ImageStore)
    capacity: int = 16384
    _compiled: OrderedDict[int, CompiledEntry] = field(default_factory=OrderedDict)

    def compiled(self, entry: DisplayEntry) -> CompiledEntry:
        """Return an entry's operations, made once per entry object."""
        key = id(entry)
        found = self._compiled.get(key)
        if found is not None:
            self._compiled.move_to_end(key)
            return found
        made = self._compiled[key] = compile_entry(entry, self)
        if len(self._compiled) > self.capacity:
            self._compiled.popitem(last=False)
        return made


def compile_entry(entry: DisplayEntry, tools: PaintTools, *, vector: bool = False) -> CompiledEntry:
    """Turn an entry into Qt operations.

    Args:
        entry: to be painted.
        tools: text engine and pictures.
        vector: for a vector device: links become real, pictures keep their full resolution.
    """
    operations: list[Operation] = []
    weight = 0
    for item in entry.items:
        if isinstance(item, PathItem):
            if item.shadow:
                operations.append(ShadowOperation(item, entry.placement))
            operations.append(PathOperation(item, entry.placement))
            weight += int(item.fill is not None) + int(item.stroke is not None) + int(item.shadow)
        elif isinstance(item, ImageItem):
            operations.append(ImageOperation(item, entry.placement, tools.images, vector))
            weight += 1
        elif item.block.text:
            operations.append(TextOperation(item.block, entry.placement, tools.engine, vector))
            weight += 1
    return CompiledEntry(entry, tuple(operations), layered=entry.opacity < 1.0 and weight > 1)


def paint_entry(
    painter: QPainter, entry: DisplayEntry, tools: PaintTools, base: QTransform, clip: QRect | None = None
) -> None:
    """Paint one entry on a raster device.

    Args:
        painter: with HINTS set; its world transform, pen, brush and opacity are changed.
        entry: what to paint.
        tools: caches and engines.
        base: scene to device pixels.
        clip: device pixels that matter, for the flattening of a group.
    """
    compiled = tools.compiled(entry)
    if entry.opacity >= 1.0:
        compiled.draw(painter, base)
    elif entry.opacity > 0.0:
        paint_faded(painter, compiled, base, clip)


def paint_faded(
    painter: QPainter, compiled: CompiledEntry, base: QTransform, clip: QRect | None, *, text: bool = True
) -> None:
    """Paint an entry with an opacity below 1; several operations are flattened before they become translucent."""
    if not compiled.layered:
        painter.setOpacity(compiled.entry.opacity)
        compiled.draw(painter, base, text=text)
        painter.setOpacity(1.0)
        return
    area = base.mapRect(qt_rect(compiled.entry.bounds)).toAlignedRect().adjusted(-2, -2, 2, 2)
    # The layer is as large as the entry on the whole picture, not only on the region being painted: Qt rounds coordinates left
    # of a picture differently, and a repaired region must have the pixels of a whole repaint.
    area = area.intersected(painter.viewport())
    seen = area if clip is None else area.intersected(clip)
    if seen.isEmpty():
        return
    layer = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(Qt.GlobalColor.transparent)
    inner = QPainter(layer)
    inner.setRenderHints(HINTS)
    inner.setClipRect(seen.translated(-area.topLeft()))
    compiled.draw(inner, base * QTransform.fromTranslate(-area.x(), -area.y()), text=text)
    inner.end()
    painter.resetTransform()
    painter.setOpacity(compiled.entry.opacity)
    painter.drawImage(area.topLeft(), layer)
    painter.setOpacity(1.0)


def paint_vector(painter: QPainter, entry: DisplayEntry, tools: PaintTools, base: QTransform) -> None:
    """Paint one entry on a vector device, where a group's opacity is applied to each of its items."""
    if entry.opacity <= 0.0:
        return
    painter.setOpacity(min(1.0, entry.opacity))
    compile_entry(entry, tools, vector=True).draw(painter, base)
    painter.setOpacity(1.0)
