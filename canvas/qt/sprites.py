"""Sprites: shapes without their text, painted once per look and zoom and then stamped at whole pixels."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord, Value
from canvas.qt.paint_operations import ImageOperation, PathOperation, ShadowOperation
from canvas.qt.painter import HINTS, CompiledEntry
from canvas.qt.paths import qt_rect
from canvas.scene.table_lines import TABLE

SPRITE_SIDE = 192
"""Pixels: larger shapes are painted directly."""
SPRITE_PIXELS = 8_000_000
"""Pixels kept: 32 MB."""


_LOOKS = 32_768
_ELSEWHERE = frozenset({"x", "y", "dx", "dy", "relative", "order", "page", "layer", "parent", "name", "locked"})
"""Values that say where a shape is and what it is called, not what it looks like."""

_BY_CHILDREN = frozenset({TABLE})
"""Kinds whose lines lie between what they hold."""


@dataclass(frozen=True, slots=True)
class Look:
    """What shapes look like that differ in place and text only.

    Attributes:
        key: number of the look.
        reach: painted box relative to the placement's top left corner, scene units.
        side: the longer side of the reach.
        sample: one of the shapes.
    """

    key: int
    reach: QRectF
    side: float
    sample: CompiledEntry


@dataclass(frozen=True, slots=True)
class Sprite:
    """A look at one zoom; dx and dy are from the placement's top left corner to the picture's, whole device pixels."""

    image: QImage
    dx: int
    dy: int


class Sprites:
    """Keeps the looks of shapes and their sprites at a few zooms."""

    def __init__(self, compiled: Callable[[str], CompiledEntry]) -> None:
        """Make an empty store.

        Args:
            compiled: how a shape is painted; asked for one shape of each look.
        """
        self._compiled = compiled
        self._looks: dict[frozenset[tuple[str, Value]], Look] = {}
        self._of: dict[str, Look] = {}
        self._sprites: OrderedDict[tuple[int, float], Sprite] = OrderedDict()
        self._pixels = 0
        self._count = 0

    def look(self, record: ShapeRecord) -> Look:
        """Return a shape's look."""
        look = self._of.get(record.id)
        if look is None:
            key = _appearance(record)
            look = self._looks.get(key) if key is not None else None
            if look is None:
                look = self._new_look(record.id)
                if key is not None:
                    self._looks[key] = look
            self._of[record.id] = look
        return look

    def _new_look(self, shape_id: str) -> Look:
        if len(self._looks) >= _LOOKS:
            self._looks.clear()
        self._count += 1
        sample = self._compiled(shape_id)
        reach = _reach(sample)
        return Look(self._count, reach, max(reach.width(), reach.height()), sample)

    def forget(self, shape_id: str) -> None:
        """Look at a shape anew the next time; it has changed."""
        self._of.pop(shape_id, None)

    def stamp(self, painter: QPainter, record: ShapeRecord, box: Box, zoom: float, x: int, y: int) -> bool:
        """Stamp a shape's sprite; the painter must have no transform.

        Args:
            painter: paints device pixels.
            record: the shape.
            box: its unrotated scene box.
            zoom: device pixels per scene unit.
            x: device px of the painter's left side from the scene's origin.
            y: likewise, top.

        Returns:
            Whether it was stamped; too large ones are left to the caller.
        """
        look = self._of.get(record.id) or self.look(record)
        if look.side * zoom > SPRITE_SIDE:
            return False
        sprite = self._sprites.get((look.key, zoom)) or self._paint(look, zoom)
        left = floor(box.x * zoom + 0.5) + sprite.dx - x
        top = floor(box.y * zoom + 0.5) + sprite.dy - y
        painter.drawImage(left, top, sprite.image)
        return True

    def _paint(self, look: Look, zoom: float) -> Sprite:
        reach, compiled = look.reach, look.sample
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
        self._keep((look.key, zoom), made := Sprite(image, floor(reach.x() * zoom) - 1, floor(reach.y() * zoom) - 1))
        return made

    def _keep(self, key: tuple[int, float], sprite: Sprite) -> None:
        self._sprites[key] = sprite
        self._pixels += sprite.image.width() * sprite.image.height()
        while self._pixels > SPRITE_PIXELS:
            _, old = self._sprites.popitem(last=False)
            self._pixels -= old.image.width() * old.image.height()


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def _appearance(record: ShapeRecord) -> frozenset[tuple[str, Value]] | None:
    """Return what is equal for shapes that look the same apart from place and text; None for one that shares its sprite with none."""
    if record.kind in _BY_CHILDREN:
        return None
    try:
        return frozenset(item for item in record.values.items() if item[0] not in _ELSEWHERE)
    except TypeError:
        # A list that another program has left there.
        return None


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
