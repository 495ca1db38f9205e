"""Sprites: shapes without their text, painted once per look and zoom and then stamped at whole pixels."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.drawing.display_list import Item, TextItem
from canvas.qt.paint_operations import ImageOperation, PathOperation, ShadowOperation
from canvas.qt.painter import HINTS, CompiledEntry
from canvas.qt.paths import qt_rect

SPRITE_SIDE = 192
"""Pixels: larger shapes are painted directly."""
SPRITE_PIXELS = 8_000_000
"""Pixels kept: 32 MB."""


@dataclass(frozen=True, slots=True)
class Look:
    """All that makes two shapes look the same apart from place and text.

    Attributes:
        key: items and placement without its position; hashed once.
        reach: painted box relative to the placement's top left corner, scene units.
    """

    key: int
    reach: QRectF


class Sprites:
    """Keeps the looks of entries and their sprites at a few zooms."""

    def __init__(self) -> None:
        self._keys: dict[tuple[object, ...], int] = {}
        self._looks: OrderedDict[int, tuple[CompiledEntry, Look]] = OrderedDict()
        self._sprites: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._pixels = 0

    def look(self, compiled: CompiledEntry) -> Look:
        """Return an entry's look."""
        key = id(compiled)
        found = self._looks.get(key)
        if found is not None:
            return found[1]
        entry = compiled.entry
        place = entry.placement
        drawn: tuple[Item, ...] = tuple(item for item in entry.items if not isinstance(item, TextItem))
        whole = (drawn, place.box.w, place.box.h, place.rotation, place.flip_h, place.flip_v, entry.opacity)
        look = Look(self._keys.setdefault(whole, len(self._keys)), _reach(compiled))
        self._looks[key] = (compiled, look)
        if len(self._looks) > 32768:
            self._looks.popitem(last=False)
        return look

    def stamp(self, painter: QPainter, compiled: CompiledEntry, zoom: float, x: int, y: int) -> bool:
        """Stamp an entry's sprite; the painter must have no transform.

        Args:
            painter: paints device pixels.
            compiled: the entry.
            zoom: device pixels per scene unit.
            x: device px of the painter's left side from the scene's origin.
            y: likewise, top.

        Returns:
            Whether it was stamped; too large ones are left to the caller.
        """
        look = self.look(compiled)
        reach = look.reach
        if max(reach.width(), reach.height()) * zoom > SPRITE_SIDE:
            return False
        sprite = self._sprites.get((look.key, zoom))
        if sprite is None:
            sprite = self._paint(compiled, look, zoom)
        box = compiled.entry.placement.box
        left = floor(box.x * zoom + 0.5) + floor(reach.x() * zoom) - 1 - x
        top = floor(box.y * zoom + 0.5) + floor(reach.y() * zoom) - 1 - y
        painter.drawImage(left, top, sprite)
        return True

    def _paint(self, compiled: CompiledEntry, look: Look, zoom: float) -> QImage:
        reach = look.reach
        image = QImage(ceil(reach.width() * zoom) + 4, ceil(reach.height() * zoom) + 4, _FORMAT)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHints(HINTS)
        box = compiled.entry.placement.box
        base = QTransform(
            zoom,
            0.0,
            0.0,
            zoom,
            -box.x * zoom - floor(reach.x() * zoom) + 1,
            -box.y * zoom - floor(reach.y() * zoom) + 1,
        )
        compiled.draw(painter, base, text=False)
        painter.end()
        if compiled.entry.opacity < 1.0:
            image = _faded(image, compiled.entry.opacity)
        self._sprites[look.key, zoom] = image
        self._pixels += image.width() * image.height()
        while self._pixels > SPRITE_PIXELS:
            _, old = self._sprites.popitem(last=False)
            self._pixels -= old.width() * old.height()
        return image


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def _faded(image: QImage, opacity: float) -> QImage:
    """Return a picture made translucent."""
    result = QImage(image.size(), _FORMAT)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    painter.drawImage(0, 0, image)
    painter.end()
    return result


def _reach(compiled: CompiledEntry) -> QRectF:
    """Return the painted box, text left out, relative to the placement's top left corner."""
    result = QRectF()
    for operation in compiled.operations:
        if isinstance(operation, PathOperation):
            half = operation.pen.widthF() * 1.5 + 1.0
            part = operation.path.boundingRect().adjusted(-half, -half, half, half)
        elif isinstance(operation, ShadowOperation):
            part = operation.path.boundingRect().adjusted(-8.0, -8.0, 8.0, 8.0)
        elif isinstance(operation, ImageOperation):
            part = qt_rect(operation.item.box).adjusted(-1.0, -1.0, 1.0, 1.0)
        else:
            continue
        result = result.united(operation.local.mapRect(part))
    box = compiled.entry.placement.box
    return result.translated(-box.x, -box.y)
