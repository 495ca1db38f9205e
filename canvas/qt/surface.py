"""The viewport's one retained image: panned by a move of its pixels, repaired where things changed, zoomed by a scaled preview.

The image lies at whole device pixels, and everything that is painted depends on absolute pixel positions only. A region painted
alone therefore has the same pixels as in a picture painted at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QRegion

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.backdrop import Backdrop
from canvas.qt.colors import qt_color
from canvas.qt.lod import Band, band
from canvas.qt.pixel_access import copy_pixels, shift_pixels
from canvas.qt.region_painting import RegionPainting
from canvas.qt.regions import area, clusters, merged, next_strip, next_tile, rects_of
from canvas.qt.render_model import Delta, RenderModel, View

SLICE_MS = 3.5
"""Time given to one slice of crisp painting after a zoom: a fifth of a frame."""
TILE_LEAST, TILE = 160, 640
"""View pixels: side of what is painted beside the picture; smaller when changes come faster than one is painted."""

STRIP_LEAST, STRIP_MOST = 12, 256
"""Rows of pixels of one part of a full repaint; what the parts before have cost decides."""
PAN_AT_ONCE = 0.35
"""Share of the picture up to which what a pan uncovers is painted at once; beyond, it is painted in strips."""
AHEAD_MS, AHEAD = 0.8, 160
"""Time in which a pan also lays out what the next ones will show, and view pixels how far ahead: then none of them takes long."""
AROUND_MS = 2.0
"""The same while nothing else is to do: an event that comes meanwhile waits no longer than this."""
_FORMAT = QImage.Format.Format_RGB32


class Surface:
    """One image of the visible part of a page. Use from the GUI thread only; a widget blits it and calls `step` from a timer."""

    def __init__(self, model: RenderModel, backdrop: Backdrop, clock: Callable[[], float]) -> None:
        """Make a surface of 1 x 1 pixels.

        Args:
            model: paints regions.
            backdrop: page colour and grid.
            clock: seconds, monotonic.
        """
        self._model = model
        self._backdrop = backdrop
        self._clock = clock
        self._image = QImage(1, 1, _FORMAT)
        self._spare = QImage(1, 1, _FORMAT)
        self._view = View()
        self._hidden: frozenset[str] = frozenset()
        self._pending = QRegion(self._image.rect())
        self._updated = QRegion(self._image.rect())
        self._damaged: list[QRect] = []
        self._part: tuple[QRect, RegionPainting] | None = None
        self._tile = TILE
        self._surrounded = False
        self._rows_per_ms = 0.0

    # ------------------------------------------------------------------ what is shown

    @property
    def model(self) -> RenderModel:
        """What paints the page."""
        return self._model

    @property
    def backdrop(self) -> Backdrop:
        """What lies behind the shapes."""
        return self._backdrop

    @property
    def view(self) -> View:
        """How the scene lies on the image."""
        return self._view

    @property
    def pending(self) -> bool:
        """Tell whether parts still show a preview; call `step` until it is False."""
        return not self._pending.isEmpty()

    @property
    def rests(self) -> bool:
        """Tell whether there is nothing left to do, neither now nor while nothing else happens, see `look_around`."""
        return self._surrounded and not self.pending

    @property
    def image(self) -> QImage:
        """The picture, in device pixels (its device pixel ratio is 1); valid until the next call."""
        self._mend()
        return self._image

    @property
    def origin(self) -> Vec:
        """Scene point at the top left corner of the picture."""
        return Vec(self._view.x / self._view.zoom, self._view.y / self._view.zoom)

    def present(self, painter: QPainter, exposed: QRect) -> None:
        """Blit a region.

        Args:
            painter: of a widget, in view pixels.
            exposed: region in view pixels.
        """
        self._mend()
        ratio = self._view.ratio
        source = QRectF(exposed.x() * ratio, exposed.y() * ratio, exposed.width() * ratio, exposed.height() * ratio)
        painter.drawImage(QRectF(exposed), self._image, source)

    def take_updated(self) -> QRegion:
        """Return the region, in view pixels, whose pixels changed since the last call."""
        self._damaged = clusters(self._damaged)
        for rect in self._damaged:
            self._updated += rect
        ratio = self._view.ratio
        result = QRegion()
        for rect in rects_of(self._updated):
            left, top = floor(rect.left() / ratio), floor(rect.top() / ratio)
            right, bottom = ceil((rect.right() + 1) / ratio), ceil((rect.bottom() + 1) / ratio)
            result += QRect(left, top, right - left, bottom - top)
        self._updated = QRegion()
        return result

    # ------------------------------------------------------------------ changes

    def set_model(self, model: RenderModel) -> None:
        """Show another page."""
        self._damaged = []
        self._model = model
        self._hidden = frozenset()
        self._surrounded = False
        self.invalidate()

    def set_backdrop(self, backdrop: Backdrop) -> None:
        """Change page colour or grid."""
        if backdrop != self._backdrop:
            self._mend()
            self._backdrop = backdrop
            self.invalidate()

    def invalidate(self) -> None:
        """Repaint everything in the next steps; until then the old picture stays."""
        self._part = None
        self._pending = QRegion(self._image.rect())

    def resize(self, width: int, height: int, ratio: float = 1.0) -> None:
        """Change the size.

        Args:
            width: view pixels.
            height: view pixels.
            ratio: device pixels per view pixel.
        """
        size = QSize(max(1, ceil(width * ratio)), max(1, ceil(height * ratio)))
        if size == self._image.size() and ratio == self._view.ratio:
            return
        self._mend()
        old, kept, self._part = self._image, self._pending, None
        self._surrounded = False
        self._image, self._spare = QImage(size, _FORMAT), QImage(size, _FORMAT)
        self._image.fill(qt_color(self._backdrop.color))
        view = self._view
        whole = QRegion(self._image.rect())
        if ratio == view.ratio:
            painter = QPainter(self._image)
            painter.drawImage(0, 0, old)
            painter.end()
            self._pending = kept.intersected(whole) + whole.subtracted(QRegion(old.rect()))
        else:
            k = ratio / view.ratio
            self._view = View(view.zoom * k, round(view.x * k), round(view.y * k), ratio)
            self._pending = whole
        self._updated = whole

    def look(self, zoom: float, origin: Vec) -> None:
        """Show another part of the page, or the same at another zoom.

        A pan is crisp at once; after a zoom the picture is a scaled preview until `step` has repainted it.

        Args:
            zoom: view pixels per scene unit.
            origin: scene point at the top left corner; rounded to whole device pixels.
        """
        old = self._view
        device = zoom * old.ratio
        new = View(device, round(origin.x * device), round(origin.y * device), old.ratio)
        if new == old:
            return
        self._mend()
        self._view = new
        self._part = None
        self._surrounded = False
        if new.zoom == old.zoom:
            self._pan(new.x - old.x, new.y - old.y)
            if self._pending.isEmpty():
                self._look_ahead(new.x - old.x, new.y - old.y)
        else:
            self._preview(old)
        self._updated = QRegion(self._image.rect())

    def _pan(self, dx: int, dy: int) -> None:
        rect = self._image.rect()
        whole = QRegion(rect)
        shift_pixels(self._image, -dx, -dy)
        self._pending.translate(-dx, -dy)
        self._pending = self._pending.intersected(whole)
        exposed = whole.subtracted(QRegion(rect.translated(-dx, -dy)))
        if area(exposed) <= PAN_AT_ONCE * rect.width() * rect.height():
            for part in rects_of(exposed):
                self._paint(part)
            self._pending -= exposed
            return
        painter = QPainter(self._image)
        for part in rects_of(exposed):
            painter.fillRect(part, qt_color(self._backdrop.color))
        painter.end()
        self._pending += exposed

    def _look_ahead(self, dx: int, dy: int) -> None:
        """Lay out some of what a pan that goes on will show."""
        rect, far = self._image.rect(), round(AHEAD * self._view.ratio)
        sides = []
        if dx:
            sides.append(QRect(rect.right() + 1 if dx > 0 else -far, 0, far, rect.height()))
        if dy:
            sides.append(QRect(0, rect.bottom() + 1 if dy > 0 else -far, rect.width(), far))
        self._lay_out(sides, AHEAD_MS)

    def _lay_out(self, rects: Iterable[QRect], for_ms: float) -> bool:
        """Lay out what regions would show for some time; return whether all of it is laid out."""
        end = self._clock() + for_ms / 1000.0
        return all(self._model.lay_out(self._view, rect, lambda: self._clock() >= end) for rect in rects)

    def look_around(self, budget_ms: float = AROUND_MS) -> bool:
        """Lay out for about `budget_ms` what lies around the picture, so that no pan has to; return whether there is more to do.

        To be called while nothing is pending and nothing else happens.
        """
        if not self._surrounded:
            far = round(AHEAD * self._view.ratio)
            self._surrounded = self._lay_out([self._image.rect().adjusted(-far, -far, far, far)], budget_ms)
        return not self._surrounded

    def _preview(self, old: View) -> None:
        """Fill the picture with the old one, scaled; all of it is to be repainted."""
        k = self._view.zoom / old.zoom
        rect = self._image.rect()
        target = QRectF(old.x * k - self._view.x, old.y * k - self._view.y, rect.width() * k, rect.height() * k)
        self._spare.fill(qt_color(self._backdrop.color))
        painter = QPainter(self._spare)
        seen = target.intersected(QRectF(rect))
        if not seen.isEmpty():
            source = QRectF(
                (seen.x() - target.x()) / k, (seen.y() - target.y()) / k, seen.width() / k, seen.height() / k
            )
            painter.drawImage(seen, self._image, source)
        painter.end()
        self._image, self._spare = self._spare, self._image
        self._pending = QRegion(rect)
        # Another zoom may show much more, and things that were never painted.
        self._rows_per_ms = 0.0

    def apply(self, delta: Delta) -> None:
        """Take over a change of the scene; what it touched is repainted before it is seen."""
        self.repair(self._model.apply(delta))

    def hide(self, ids: Collection[str]) -> None:
        """Leave some shapes out, for example while they are dragged above the surface; () shows all again."""
        hidden = frozenset(ids)
        index = self._model.scene.index
        changed = [index.box(shape_id) for shape_id in hidden ^ self._hidden if shape_id in index]
        self._hidden = hidden
        self.repair(changed)

    def repair(self, boxes: Iterable[Box]) -> None:
        """Have scene boxes repainted before they are seen: once, however often they change until then."""
        rect = self._image.rect()
        touched = [self._view.device_rect(box).intersected(rect) for box in boxes]
        if self._part and any(part.intersects(self._part[0]) for part in touched):
            # What is painted beside the picture holds what has changed now. A smaller tile is painted before the next change.
            self._part = None
            self._tile = max(self._tile // 2, TILE_LEAST)
        self._damaged += [part for part in touched if not part.isEmpty()]

    def _mend(self) -> None:
        """Repaint what has changed."""
        damaged, self._damaged = clusters(self._damaged), []
        for part in damaged:
            self._paint(part)

    def step(self, budget_ms: float = SLICE_MS) -> bool:
        """Repaint previewed parts for about `budget_ms`; return whether there is more to do.

        Up close a part is painted beside the picture, shape by shape, and shown when it is whole; it may take several slices.
        From afar a strip is painted at once.
        """
        self._mend()
        start = self._clock()

        def left() -> float:
            return budget_ms - (self._clock() - start) * 1000.0

        at_once = band(self._view.zoom / self._view.ratio) is Band.PIXELS
        while not self._pending.isEmpty():
            is_late = self._paint_strip(left) if at_once else self._paint_tile(left)
            if is_late:
                break
        return self.pending

    def _paint_tile(self, left: Callable[[], float]) -> bool:
        """Go on painting a tile, and show it when it is whole; return whether the time is over."""
        if self._part is None:
            tile = next_tile(self._pending, round(self._tile * self._view.ratio), self._image.rect())
            self._part = tile, self._model.begin(self._spare, self._view, tile, self._backdrop, self._hidden)
        tile, painting = self._part
        if not painting.go_on(lambda: left() <= 0.0):
            return True
        copy_pixels(self._spare, self._image, tile)
        self._shown(tile)
        self._tile = min(2 * self._tile, TILE)
        return left() <= 0.0

    def _paint_strip(self, left: Callable[[], float]) -> bool:
        """Paint a strip as high as the time left allows; return whether there is none left for another."""
        before = left()
        part = next_strip(self._pending, self._strip_height(before), self._image.rect())
        self._paint(part)
        self._shown(part)
        # Half the old pace: one cheap strip says little about the next one.
        now = left()
        pace = part.height() / max(before - now, 0.01)
        self._rows_per_ms = min(pace, (self._rows_per_ms + pace) / 2)
        return STRIP_LEAST / self._rows_per_ms > now

    def _strip_height(self, left_ms: float) -> int:
        """Return how many rows of pixels are likely to be painted in the time left."""
        return round(min(max(self._rows_per_ms * left_ms * 0.8, STRIP_LEAST), STRIP_MOST))

    def _shown(self, rect: QRect) -> None:
        """Note that a part is crisp now."""
        self._part = None
        self._pending -= rect
        self._updated += rect

    def finish(self) -> None:
        """Repaint everything that shows a preview, however long it takes."""
        self._mend()
        for part in merged(self._pending):
            self._paint(part)
        self._part = None
        self._pending = QRegion()

    def _paint(self, rect: QRect) -> None:
        self._model.render(self._image, self._view, rect, self._backdrop, self._hidden)
        self._updated += rect
