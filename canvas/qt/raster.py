"""Display lists as bitmaps: page and selection export, thumbnails."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.drawing.display_list import DisplayEntry
from canvas.errors import LimitExceeded
from canvas.geometry.box import Box, union
from canvas.qt.colors import qt_color
from canvas.qt.painter import HINTS, PaintTools, paint_entry

PIXEL_LIMIT = 268_435_456
"""Greatest number of pixels of an exported picture: 1 GiB of memory."""
SIDE_LIMIT = 32767
"""Greatest side of an exported picture; Qt's rasteriser goes no further."""


class PaintedPage(Protocol):
    """What exporting needs of a page scene (see canvas.scene.page_scene.PageScene)."""

    @property
    def order(self) -> tuple[str, ...]:
        """Painted ids, back to front."""
        ...

    def entry(self, shape_id: str, /) -> DisplayEntry:
        """Return what a shape paints."""
        ...


def page_entries(scene: PaintedPage, ids: Collection[str] | None = None) -> list[DisplayEntry]:
    """Return a page's display list back to front, or only the entries named by `ids`."""
    wanted = None if ids is None else frozenset(ids)
    return [scene.entry(shape_id) for shape_id in scene.order if wanted is None or shape_id in wanted]


def entries_box(entries: Iterable[DisplayEntry]) -> Box:
    """Return the scene box that holds all that is painted; an empty box for nothing."""
    return union(entry.bounds for entry in entries if entry.items) or Box(0.0, 0.0, 0.0, 0.0)


def render_entries(
    entries: Iterable[DisplayEntry],
    tools: PaintTools,
    box: Box,
    scale: float = 1.0,
    background: str | None = None,
) -> QImage:
    """Return a picture of a scene box.

    Args:
        entries: back to front.
        tools: text engine and pictures.
        box: scene space; becomes ceil(box * scale) pixels.
        scale: pixels per scene unit.
        background: "#rrggbb", or None for a transparent picture.

    Raises:
        LimitExceeded: the picture would be too large.
    """
    width, height = max(1, _ceil(box.w * scale)), max(1, _ceil(box.h * scale))
    if max(width, height) > SIDE_LIMIT:
        raise LimitExceeded("the picture's longer side in pixels", SIDE_LIMIT)
    if width * height > PIXEL_LIMIT:
        raise LimitExceeded("the picture's number of pixels", PIXEL_LIMIT)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(qt_color(background) if background else Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(HINTS)
    base = QTransform(scale, 0.0, 0.0, scale, -box.x * scale, -box.y * scale)
    for entry in entries:
        paint_entry(painter, entry, tools, base, image.rect())
    painter.end()
    return image


def _ceil(value: float) -> int:
    """Round up, forgiving the last bits of floating point arithmetic."""
    return int(-(-(value - 1e-6) // 1))


def render_page(
    scene: PaintedPage,
    tools: PaintTools,
    scale: float = 1.0,
    border: float = 0.0,
    background: str | None = None,
    ids: Collection[str] | None = None,
) -> QImage:
    """Return a picture of a page's content, or of a selection.

    Args:
        scene: the page.
        tools: text engine and pictures.
        scale: pixels per scene unit.
        border: empty space around the content, scene units.
        background: "#rrggbb", or None for a transparent picture.
        ids: paint only these.

    Raises:
        LimitExceeded: the picture would be too large.
    """
    entries = page_entries(scene, ids)
    return render_entries(entries, tools, entries_box(entries).inflated(border), scale, background)


def thumbnail(scene: PaintedPage, tools: PaintTools, width: int, height: int, background: str | None = None) -> QImage:
    """Return a picture of a page that fits width x height pixels; never enlarged, small content is centred by the caller."""
    entries = page_entries(scene)
    box = entries_box(entries).inflated(8.0)
    scale = min(1.0, width / max(box.w, 1.0), height / max(box.h, 1.0))
    return render_entries(entries, tools, box, scale, background)
