"""The tools' figures above one canvas, and where they are: most pictures are of places where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QRegion

from app.canvas_view.overlay_bounds import figure_rect
from app.canvas_view.overlay_painter import OverlayColors, OverlayPainter
from canvas.editor.camera import Camera
from canvas.scene.overlays import Figure


class OverlayLayer:
    """Paints those of the figures that a picture is about; nothing at first."""

    def __init__(self) -> None:
        """Make an empty layer."""
        self._figures: tuple[Figure, ...] = ()
        self._camera = Camera()
        self._rects: list[QRect] = []

    def place(self, figures: tuple[Figure, ...], camera: Camera) -> None:
        """Take over what is to be seen, back to front, and from where."""
        if figures is not self._figures or camera != self._camera:
            self._figures, self._camera = figures, camera
            self._rects = [figure_rect(figure, camera) for figure in figures]

    def paint(self, painter: QPainter, colors: OverlayColors, font: QFont, exposed: QRegion) -> None:
        """Paint what lies in the exposed view pixels, and nothing else; the painter is in view pixels."""
        placed = zip(self._figures, self._rects, strict=True)
        if seen := [figure for figure, rect in placed if exposed.intersects(rect)]:
            OverlayPainter(self._camera, colors, font).paint(painter, seen)
