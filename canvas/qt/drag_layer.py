"""What is dragged, as one picture above the surface: painted once at the grab, then only blitted at another place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.drawing.display_list import DisplayEntry
from canvas.geometry.vec import Vec
from canvas.qt.painter import HINTS, PaintTools, paint_entry
from canvas.qt.render_model import View

AROUND = 0.25
"""Share of the screen's size around it that is painted of a larger selection."""


class DragLayer:
    """Shapes that move together, as a translucent picture in device pixels."""

    def __init__(self, entries: Iterable[DisplayEntry], tools: PaintTools, view: View, size: QSize) -> None:
        """Paint the entries.

        Args:
            entries: back to front, at the place where they are grabbed.
            tools: caches and engines.
            view: how the scene lies on the screen.
            size: of the screen's picture in device pixels.
        """
        self._ratio = view.ratio
        shown = list(entries)
        area = QRect()
        for entry in shown:
            area = area.united(view.device_rect(entry.bounds))
        w, h = round(size.width() * AROUND), round(size.height() * AROUND)
        near = QRect(-w, -h, size.width() + 2 * w, size.height() + 2 * h)
        self._cut = not near.contains(area)
        self._margin = min(w, h) / view.ratio
        area = area.intersected(near)
        self._at = area.topLeft()
        self._image = QImage(area.size().expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._image)
        painter.setRenderHints(HINTS)
        base = QTransform(view.zoom, 0.0, 0.0, view.zoom, -view.x - area.x(), -view.y - area.y())
        inside = view.scene_box(area)
        for entry in shown:
            if entry.bounds.intersects(inside):
                paint_entry(painter, entry, tools, base)
        painter.end()
        self._image.setDevicePixelRatio(view.ratio)

    def paint(self, painter: QPainter, offset: Vec) -> None:
        """Blit the picture.

        Args:
            painter: of a widget, in view pixels.
            offset: how far it was dragged, in view pixels.
        """
        at = QPointF(self._at.x() / self._ratio + offset.x, self._at.y() / self._ratio + offset.y)
        painter.drawImage(at, self._image)

    def covers(self, offset: Vec) -> bool:
        """Tell whether nothing is missing at an offset; if not, make a new layer of the entries where they are now."""
        return not self._cut or max(abs(offset.x), abs(offset.y)) <= self._margin

    def rect(self, offset: Vec) -> QRect:
        """Return the view pixels that the picture covers at an offset, for the widget's update."""
        r = self._ratio
        left, top = int((self._at.x() / r + offset.x) // 1), int((self._at.y() / r + offset.y) // 1)
        return QRect(left, top, int(self._image.width() / r) + 2, int(self._image.height() / r) + 2)


def paint_live(painter: QPainter, entries: Iterable[DisplayEntry], tools: PaintTools, zoom: float, origin: Vec) -> None:
    """Paint entries that follow a gesture, such as connectors of dragged shapes.

    Args:
        painter: of a widget, in view pixels.
        entries: as `PageScene.preview` returns them.
        tools: caches and engines; live entries are not kept.
        zoom: view pixels per scene unit.
        origin: scene point at the widget's top left corner.
    """
    painter.save()
    painter.setRenderHints(HINTS)
    base = QTransform(zoom, 0.0, 0.0, zoom, -origin.x * zoom, -origin.y * zoom)
    for entry in entries:
        paint_entry(painter, entry, tools, base)
    painter.restore()
