"""A page as it is painted on the screen: which rows are visible, in which order, and how much detail they get."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.qt.backdrop import Backdrop, paint_backdrop
from canvas.qt.lod import Band, band, rgb
from canvas.qt.lod_columns import LodColumns
from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.qt.pixel_fill import fill_pixels
from canvas.qt.pixel_lines import Place
from canvas.qt.pixel_runs import Target
from canvas.qt.region_painting import RegionPainting
from canvas.qt.sprites import Sprites
from canvas.qt.swatches import Shapes, Swatches

NOTHING_HIDDEN: frozenset[str] = frozenset()


class Scene(Protocol):
    """What the screen needs of a page scene (see canvas.scene.page_scene.PageScene)."""

    @property
    def records(self) -> Shapes:
        """Records by id."""
        ...

    @property
    def scheme(self) -> ColorScheme:
        """Light or dark colours."""
        ...

    @property
    def index(self) -> SpatialIndex:
        """Painted boxes by id, in scene space."""
        ...

    def rows_in(self, box: Box, /) -> NDArray[np.intp]:
        """Return the rows of the index whose painted box touches a box, back to front."""
        ...

    def entry(self, shape_id: str, /) -> DisplayEntry:
        """Return what a shape paints."""
        ...

    def is_laid_out(self, shape_id: str, /) -> bool:
        """Tell whether what a shape paints is at hand."""
        ...

    def box(self, shape_id: str, /) -> Box:
        """Return a shape's own box, unrotated."""
        ...

    def is_clipped(self, shape_id: str, /) -> bool:
        """Tell whether a container cuts off what lies beyond it."""
        ...

    def seen_box(self, shape_id: str, /) -> Box:
        """Return what containers leave to be seen of a shape's own box."""
        ...

    def points(self, shape_id: str, /) -> tuple[Vec, ...]:
        """Return a connector's polyline."""
        ...

    def plain_line(self, shape_id: str, /) -> tuple[int, int, bool] | None:
        """Return the rows of the shapes that a connector joins and whether it is orthogonal; None when it must be routed."""
        ...


class Delta(Protocol):
    """What a change did to a scene (see canvas.scene.page_scene.SceneDelta)."""

    @property
    def dirty(self) -> tuple[Box, ...]:
        """Scene boxes to repaint."""
        ...

    @property
    def changed(self) -> Collection[str]:
        """Ids with a new entry."""
        ...

    @property
    def removed(self) -> Collection[str]:
        """Ids no longer painted."""
        ...

    @property
    def added(self) -> Collection[str]:
        """Ids newly painted."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """How the scene lies on the device: device px = scene * zoom - (x, y), in whole pixels.

    Attributes:
        zoom: device pixels per scene unit.
        x: left side of the image in device pixels from the scene's origin.
        y: top side, likewise.
        ratio: device pixels per view pixel.
    """

    zoom: float = 1.0
    x: int = 0
    y: int = 0
    ratio: float = 1.0

    def scene_box(self, rect: QRect) -> Box:
        """Return the scene box under a rectangle of the image."""
        return Box(
            (rect.x() + self.x) / self.zoom,
            (rect.y() + self.y) / self.zoom,
            rect.width() / self.zoom,
            rect.height() / self.zoom,
        )

    def device_rect(self, box: Box) -> QRect:
        """Return the rectangle of the image that a scene box can touch, antialiasing included."""
        left = int(np.floor(box.x * self.zoom)) - self.x - 2
        top = int(np.floor(box.y * self.zoom)) - self.y - 2
        right = int(np.ceil(box.right * self.zoom)) - self.x + 2
        bottom = int(np.ceil(box.bottom * self.zoom)) - self.y + 2
        return QRect(left, top, right - left, bottom - top)


class RenderModel:
    """Paints regions of a page at any zoom; keeps the looks of far-away shapes as numpy columns."""

    def __init__(self, scene: Scene, tools: PaintTools) -> None:
        """Make a model of a scene; the scene may change afterwards, `apply` says how."""
        self.scene = scene
        self.tools = tools
        self._sprites = Sprites(lambda shape_id: tools.compiled(scene.entry(shape_id)))
        self._columns = LodColumns(Swatches(scene), scene)

    def apply(self, delta: Delta) -> tuple[Box, ...]:
        """Take over a change of the scene and return the scene boxes that must be repainted."""
        for shape_id in (*delta.changed, *delta.removed, *delta.added):
            self._columns.forget(shape_id)
            self._sprites.forget(shape_id)
        return delta.dirty

    def query(self, box: Box) -> list[str]:
        """Return the ids whose painted box touches a scene box, back to front."""
        return list(self.scene.index.named(self.scene.rows_in(box)))

    def render(
        self,
        image: QImage,
        view: View,
        rect: QRect,
        backdrop: Backdrop,
        hidden: frozenset[str] = NOTHING_HIDDEN,
        *,
        full_detail: bool = False,
    ) -> None:
        """Paint a region of an image, background included.

        Args:
            image: Format_RGB32 with a device pixel ratio of 1.
            view: how the scene lies on the image.
            rect: region to paint, in the image's pixels.
            backdrop: background.
            hidden: ids left out, for example those being dragged.
            full_detail: paint everything at any zoom.
        """
        self.begin(image, view, rect, backdrop, hidden, full_detail=full_detail).go_on()

    def begin(
        self,
        image: QImage,
        view: View,
        rect: QRect,
        backdrop: Backdrop,
        hidden: frozenset[str] = NOTHING_HIDDEN,
        *,
        full_detail: bool = False,
    ) -> RegionPainting:
        """Paint the background of a region, and return what paints its shapes; from afar they are painted at once.

        Arguments are those of `render`.
        """
        rect = rect.intersected(image.rect())
        ids: tuple[str, ...] = ()
        detail = Band.FULL if full_detail else band(view.zoom / view.ratio)
        if not rect.isEmpty():
            target = Target(pixels_of(image), rect.x(), rect.y(), rect.width(), rect.height())
            paint_backdrop(target.region, backdrop, (view.x + rect.x(), view.y + rect.y()), view.zoom, view.ratio)
            rows = self._rows(view.scene_box(rect.adjusted(-2, -2, 2, 2)), hidden)
            if detail is Band.PIXELS:
                self._fill(target, view, rows, backdrop)
            else:
                ids = self.scene.index.named(rows)
        sprites = self._sprites if detail is Band.SPRITES else None
        return RegionPainting(image, view, rect, ids, self.scene, self.tools, sprites)

    def lay_out(self, view: View, rect: QRect, is_late: Callable[[], bool]) -> bool:
        """Lay out what a region would show and was not shown before, until it is late; return whether all of it is.

        From afar there is nothing to lay out.

        Args:
            view: how the scene lies on the image.
            rect: in the image's pixels, perhaps beyond it.
            is_late: asked before each shape.
        """
        if band(view.zoom / view.ratio) is not Band.FULL:
            return True
        for shape_id in self.query(view.scene_box(rect)):
            if not self.scene.is_laid_out(shape_id):
                if is_late():
                    return False
                self.tools.compiled(self.scene.entry(shape_id))
        return True

    def _fill(self, target: Target, view: View, rows: NDArray[np.intp], backdrop: Backdrop) -> None:
        if len(rows):
            self._columns.ensure(rows, self.scene.index.id_at)
            place = Place(view.zoom, view.x + target.x, view.y + target.y)
            fill_pixels(target, place, self._columns, rows, rgb(backdrop.color), view.ratio)

    def _rows(self, box: Box, hidden: frozenset[str]) -> NDArray[np.intp]:
        """Return the rows to paint, back to front."""
        rows = self.scene.rows_in(box)
        if not hidden or not len(rows):
            return rows
        index = self.scene.index
        gone = np.array([index.row(shape_id) for shape_id in hidden if shape_id in index], np.intp)
        return rows[~np.isin(rows, gone)]
