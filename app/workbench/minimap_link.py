"""Between the map and the canvas in front.

The picture is painted by the canvas' own model of the page, which far away costs a few flat pixels for each shape, and only when the page has
been at rest for a moment; while the view moves, nothing but the frame is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QImage

from app.panels.minimap import HEIGHT_PX, WIDTH_PX, Minimap
from app.workbench.open_tab import OpenTab
from canvas.editor.camera import Camera, panned
from canvas.geometry.box import Box
from canvas.qt.render_model import View

REST_MS = 180
"""A page that was not changed for this long is painted again."""
MARGIN_PX = 8
GREATEST = 0.25
"""A small page is not shown larger than this, map pixels per scene unit."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the page lies on the map: map px = scene * scale - (x, y)."""

    scale: float
    x: float
    y: float

    def frame(self, seen: Box) -> QRectF:
        """Return a scene box in map pixels."""
        return QRectF(
            seen.x * self.scale - self.x, seen.y * self.scale - self.y, seen.w * self.scale, seen.h * self.scale
        )


def fit(content: Box) -> Fit:
    """Return how a page's content lies in the middle of the map."""
    room_w, room_h = WIDTH_PX - 2 * MARGIN_PX, HEIGHT_PX - 2 * MARGIN_PX
    scale = min(GREATEST, room_w / max(content.w, 1.0), room_h / max(content.h, 1.0))
    middle = content.center
    return Fit(scale, middle.x * scale - WIDTH_PX / 2, middle.y * scale - HEIGHT_PX / 2)


class MinimapLink:
    """Paints the map of the tab in front while it is shown."""

    def __init__(self, minimap: Minimap, front: Callable[[], OpenTab | None]) -> None:
        """Connect the map.

        Args:
            minimap: the view; hidden or shown by others.
            front: returns the tab in front, None while there is none.
        """
        self._map = minimap
        self._front = front
        self._fit = fit(Box(0.0, 0.0, 0.0, 0.0))
        self._key: tuple[object, ...] = ()
        self._rest = QTimer(minimap)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.paint)
        minimap.picture.moved.connect(self._go)

    def follow_page(self) -> None:
        """Take in that the page may look different now."""
        if not self._map.isHidden():
            self._rest.start()

    def follow_camera(self, camera: Camera) -> None:
        """Move the frame to what is seen."""
        if not self._map.isHidden():
            self._map.picture.set_frame(self._fit.frame(camera.visible))

    def paint(self) -> None:
        """Paint the page in front as it is now, unless that was done already."""
        self._rest.stop()
        tab = self._front()
        if tab is None or self._map.isHidden():
            return
        ratio = self._map.devicePixelRatioF()
        key = (tab.id, tab.editor.page, tab.editor.revision, tab.editor.scheme, ratio)
        if key != self._key:
            self._key = key
            self._fit = fit(tab.editor.scene.content_bounds())
            self._map.picture.set_picture(self._picture(tab, ratio))
        self.follow_camera(tab.editor.camera)

    def _picture(self, tab: OpenTab, ratio: float) -> QImage:
        image = QImage(ceil(WIDTH_PX * ratio), ceil(HEIGHT_PX * ratio), QImage.Format.Format_RGB32)
        place = self._fit
        tab.view.paint_far(image, View(place.scale * ratio, floor(place.x * ratio), floor(place.y * ratio), ratio))
        image.setDevicePixelRatio(ratio)
        return image

    def _go(self, point: QPointF) -> None:
        """Bring a point of the map into the middle of the view."""
        tab = self._front()
        if tab is None:
            return
        camera = tab.editor.camera
        seen = self._fit.frame(camera.visible).center()
        by = (point - seen) / self._fit.scale * camera.zoom
        tab.editor.set_camera(panned(camera, -by.x(), -by.y()))
