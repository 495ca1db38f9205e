"""Painting the shapes of one region back to front, which may rest after any of them and go on later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.drawing.display_list import DisplayEntry
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord
from canvas.qt.painter import HINTS, PaintTools, paint_faded
from canvas.qt.sprites import Sprites


class Records(Protocol):
    """Records by id."""

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes and connectors."""
        ...


class Painted(Protocol):
    """What is painted, by id (see canvas.scene.page_scene.PageScene)."""

    @property
    def records(self) -> Records:
        """Records by id."""
        ...

    def entry(self, shape_id: str, /) -> DisplayEntry:
        """Return what a shape paints."""
        ...

    def box(self, shape_id: str, /) -> Box:
        """Return the unrotated box of a shape."""
        ...

    def is_clipped(self, shape_id: str, /) -> bool:
        """Tell whether a container cuts off what lies beyond it."""
        ...


class Place(Protocol):
    """How the scene lies on an image: device px = scene * zoom - (x, y)."""

    @property
    def zoom(self) -> float:
        """Device pixels per scene unit."""
        ...

    @property
    def x(self) -> int:
        """Left side of the image in device pixels from the scene's origin."""
        ...

    @property
    def y(self) -> int:
        """Top side, likewise."""
        ...


def never() -> bool:
    """Say that there is time left."""
    return False


class RegionPainting:
    """What is still to be painted of a region. It holds for as long as the page and the image stay as they are."""

    def __init__(
        self,
        image: QImage,
        place: Place,
        rect: QRect,
        ids: Sequence[str],
        scene: Painted,
        tools: PaintTools,
        sprites: Sprites | None = None,
    ) -> None:
        """Begin; nothing is painted yet.

        Args:
            image: Format_RGB32 with a device pixel ratio of 1; holds the background.
            place: how the scene lies on the image.
            rect: region to paint, in the image's pixels.
            ids: what is to be painted, back to front.
            scene: where it is known.
            tools: caches and engines.
            sprites: stamp shapes, and leave out the text of all (None: paint everything in full).
        """
        self._image = image
        self._place = place
        self._rect = rect
        self._ids = ids
        self._next = 0
        self._scene = scene
        self._tools = tools
        self._sprites = sprites
        self._base = QTransform(place.zoom, 0.0, 0.0, place.zoom, -place.x, -place.y)

    def go_on(self, is_late: Callable[[], bool] = never) -> bool:
        """Paint until all is done or it is late.

        Args:
            is_late: asked after each shape; what was never shown is laid out for it, which takes longest.

        Returns:
            Whether all is done.
        """
        if self._next == len(self._ids):
            return True
        painter = QPainter(self._image)
        painter.setRenderHints(HINTS)
        painter.setClipRect(self._rect)
        paint = self._in_full(painter) if self._sprites is None else self._from_afar(painter, self._sprites)
        for position in range(self._next, len(self._ids)):
            paint(self._ids[position])
            if is_late():
                break
        self._next = position + 1
        painter.end()
        return self._next == len(self._ids)

    def _in_full(self, painter: QPainter, *, text: bool = True) -> Callable[[str], None]:
        """Return what paints one shape with all it has."""
        entry_of, compile_of = self._scene.entry, self._tools.compiled
        base, rect = self._base, self._rect

        def paint(shape_id: str) -> None:
            entry = entry_of(shape_id)
            if entry.opacity >= 1.0:
                compile_of(entry).draw(painter, base, text=text)
            elif entry.opacity > 0.0:
                paint_faded(painter, compile_of(entry), base, rect, text=text)

        return paint

    def _from_afar(self, painter: QPainter, sprites: Sprites) -> Callable[[str], None]:
        """Return what stamps one shape, or paints it without its text where it has no sprite."""
        shapes, box_of, is_clipped, stamp = (
            self._scene.records.shapes, self._scene.box, self._scene.is_clipped, sprites.stamp,
        )  # fmt: skip
        zoom, x, y = self._place.zoom, self._place.x, self._place.y
        paint_itself = self._in_full(painter, text=False)

        def paint(shape_id: str) -> None:
            record = shapes[shape_id]
            if not record.is_connector and not is_clipped(shape_id):
                painter.resetTransform()
                if stamp(painter, record, box_of(shape_id), zoom, x, y):
                    return
            paint_itself(shape_id)

        return paint
