"""The camera: which part of the page the view shows. Scene space is the page's, view space is widget pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec

LEAST_ZOOM = 0.01
GREATEST_ZOOM = 64.0
ZOOM_STEPS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)  # fmt: skip
"""Zoom factors that "zoom in" and "zoom out" walk through."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the view looks.

    Attributes:
        zoom: view pixels per scene unit.
        origin: scene point at the view's top left corner.
        width: of the view, pixels.
        height: of the view, pixels.
    """

    zoom: float = 1.0
    origin: Vec = ORIGIN
    width: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> Vec:
        """View point in the middle of the view."""
        return Vec(self.width / 2, self.height / 2)

    @property
    def visible(self) -> Box:
        """Scene box that is seen."""
        return Box(self.origin.x, self.origin.y, self.width / self.zoom, self.height / self.zoom)


def clamped_zoom(zoom: float) -> float:
    """Return a zoom within 1 % and 6400 %."""
    return min(max(zoom, LEAST_ZOOM), GREATEST_ZOOM)


def to_view(camera: Camera, point: Vec) -> Vec:
    """Return the view point of a scene point."""
    return Vec((point[0] - camera.origin.x) * camera.zoom, (point[1] - camera.origin.y) * camera.zoom)


def to_scene(camera: Camera, view: Vec) -> Vec:
    """Return the scene point of a view point."""
    return Vec(camera.origin.x + view[0] / camera.zoom, camera.origin.y + view[1] / camera.zoom)


def resized(camera: Camera, width: float, height: float) -> Camera:
    """Return the camera for a view of another size; the top left corner stays."""
    return replace(camera, width=max(0.0, width), height=max(0.0, height))


def panned(camera: Camera, dx: float, dy: float) -> Camera:
    """Return the camera after the content followed a drag by (dx, dy) view pixels."""
    return replace(camera, origin=Vec(camera.origin.x - dx / camera.zoom, camera.origin.y - dy / camera.zoom))


def zoomed(camera: Camera, zoom: float, about: Vec) -> Camera:
    """Return the camera at another zoom; the scene point under the view point `about` stays there."""
    kept = to_scene(camera, about)
    zoom = clamped_zoom(zoom)
    return replace(camera, zoom=zoom, origin=Vec(kept.x - about[0] / zoom, kept.y - about[1] / zoom))


def next_zoom(zoom: float, closer: bool) -> float:
    """Return the next step in or out."""
    if closer:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.001), GREATEST_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.999), LEAST_ZOOM)


def fitted(camera: Camera, box: Box, margin_px: float = 48.0, greatest: float = 1.0) -> Camera:
    """Return the camera that shows a scene box in the middle, as large as the margin allows.

    Args:
        camera: its size is kept.
        box: what to show.
        margin_px: kept free on each side.
        greatest: zoom that is not exceeded, so that one small shape does not fill the view.
    """
    room_w, room_h = max(1.0, camera.width - 2 * margin_px), max(1.0, camera.height - 2 * margin_px)
    zoom = min(room_w / box.w if box.w > 0 else greatest, room_h / box.h if box.h > 0 else greatest, greatest)
    return centred(replace(camera, zoom=clamped_zoom(zoom)), box.center)


def centred(camera: Camera, point: Vec) -> Camera:
    """Return the camera with a scene point in the middle of the view."""
    half_w, half_h = camera.width / 2 / camera.zoom, camera.height / 2 / camera.zoom
    return replace(camera, origin=Vec(point[0] - half_w, point[1] - half_h))


def revealing(camera: Camera, box: Box, margin_px: float = 24.0) -> Camera:
    """Return the camera moved just as far as needed to see a scene box (its top left when it is too large)."""
    seen, margin = camera.visible, margin_px / camera.zoom
    x = _shifted(seen.x, seen.w, box.x - margin, box.w + 2 * margin)
    y = _shifted(seen.y, seen.h, box.y - margin, box.h + 2 * margin)
    return replace(camera, origin=Vec(x, y))


def _shifted(start: float, span: float, low: float, size: float) -> float:
    """Return where a window of `span` must start to hold [low, low + size], moving as little as possible."""
    if low < start or size > span:
        return low
    return max(start, low + size - span)
