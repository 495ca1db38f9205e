"""One slide as a picture that fits a screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from canvas.commands.slides import Slide
from canvas.editor.camera import Camera
from canvas.geometry.vec import Vec
from canvas.qt.colors import qt_color
from canvas.qt.painter import HINTS, PaintTools, paint_entry
from canvas.scene.page_scene import PageScene


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """A painted slide.

    Attributes:
        image: of the whole screen, with its device pixel ratio.
        camera: takes scene points to widget pixels.
    """

    image: QImage
    camera: Camera


def slide_camera(slide: Slide, width: float, height: float) -> Camera:
    """Return the camera that shows a slide as large as a screen allows, in its middle.

    Args:
        slide: what is shown.
        width: of the screen, widget pixels.
        height: of the screen, widget pixels.
    """
    box = slide.box
    zoom = min(width / max(box.w, 1.0), height / max(box.h, 1.0))
    origin = Vec(box.center.x - width / 2 / zoom, box.center.y - height / 2 / zoom)
    return Camera(zoom, origin, width, height)


def paint_slide(
    slide: Slide, scene: PageScene, tools: PaintTools, size: tuple[int, int], ratio: float, paper: str
) -> SlidePicture:
    """Paint a slide; what lies outside its box is not seen.

    Args:
        slide: what is shown.
        scene: of the slide's page.
        tools: text engine and pictures.
        size: of the screen, widget pixels.
        ratio: device pixels per widget pixel.
        paper: "#rrggbb" behind the slide; the rest of the screen is black.
    """
    camera = slide_camera(slide, *size)
    image = QImage(round(size[0] * ratio), round(size[1] * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(qt_color("#000000"))
    k = camera.zoom * ratio
    base = QTransform(k, 0.0, 0.0, k, -camera.origin.x * k, -camera.origin.y * k)
    painter = QPainter(image)
    painter.setRenderHints(HINTS)
    seen = base.mapRect(QRectF(slide.box.x, slide.box.y, slide.box.w, slide.box.h))
    painter.setClipRect(seen)
    painter.fillRect(seen, qt_color(paper))
    for shape in scene.order:
        entry = scene.entry(shape)
        if entry.bounds.intersects(slide.box):
            paint_entry(painter, entry, tools, base, image.rect())
    painter.end()
    image.setDevicePixelRatio(ratio)
    return SlidePicture(image, camera)
