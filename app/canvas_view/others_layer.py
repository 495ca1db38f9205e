"""What other people do on the page of one canvas: their figures, and shapes where they drag them to."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QRegion

from app.canvas_view.live_layer import Overrides
from app.canvas_view.name_pictures import NamePictures
from app.canvas_view.others_painter import OthersPainter
from canvas.editor.camera import Camera
from canvas.scene.others import OtherFigure

MOST_RECTS = 60
"""With more places that look different what is around them all is painted again."""


class OthersLayer:
    """Keeps what is shown, and where; nothing at first.

    Attributes:
        moved: document values by id of what others drag.
    """

    def __init__(self) -> None:
        """Make an empty layer."""
        self.moved: Overrides = {}
        self._placed: dict[OtherFigure, QRect] = {}
        self._camera = Camera()
        self._names = NamePictures(QFont())

    def show(self, figures: tuple[OtherFigure, ...], camera: Camera, font: QFont) -> QRegion:
        """Take over other figures, back to front; return the view pixels that look different now."""
        painter = self._look(camera, font)
        before, now = self._placed, dict[OtherFigure, QRect]()
        fresh = []
        for figure in figures:
            rect = before.get(figure)
            if rect is None:
                rect = painter.rect(figure)
                fresh.append(rect)
            now[figure] = rect
        self._placed = now
        return joined([*fresh, *(rect for figure, rect in before.items() if figure not in now)])

    def move(self, moved: Overrides) -> bool:
        """Take over what others drag; return whether that is something else than before."""
        if moved == self.moved:
            return False
        self.moved = moved
        return True

    def paint(self, painter: QPainter, camera: Camera, font: QFont, exposed: QRegion) -> None:
        """Paint the figures; the painter is in view pixels."""
        if self._placed:
            self._look(camera, font).paint(painter, self._placed.items(), exposed)

    def _look(self, camera: Camera, font: QFont) -> OthersPainter:
        """Return what paints for a camera; another one sees every figure elsewhere."""
        if font != self._names.font:
            self._names, self._camera = NamePictures(font), Camera(0.0)
        painter = OthersPainter(camera, self._names)
        if camera != self._camera:
            self._camera = camera
            self._placed = {figure: painter.rect(figure) for figure in self._placed}
        return painter


def joined(rects: Collection[QRect]) -> QRegion:
    """Return the region of some rectangles; of very many, one around them all."""
    region = QRegion()
    if len(rects) > MOST_RECTS:
        whole = QRect()
        for rect in rects:
            whole = whole.united(rect)
        return QRegion(whole)
    for rect in rects:
        region += rect
    return region
