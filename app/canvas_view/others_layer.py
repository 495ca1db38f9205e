"""What other people do on the page of one canvas: their figures, and shapes where they drag them to."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QRegion

from app.canvas_view.live_layer import Overrides
from app.canvas_view.others_painter import OthersPainter
from canvas.editor.camera import Camera
from canvas.scene.others import OtherFigure


class OthersLayer:
    """Keeps what is shown; nothing at first.

    Attributes:
        moved: document values by id of what others drag.
    """

    def __init__(self) -> None:
        """Make an empty layer."""
        self.moved: Overrides = {}
        self._figures: tuple[OtherFigure, ...] = ()

    def show(self, figures: tuple[OtherFigure, ...], camera: Camera, font: QFont) -> QRegion:
        """Take over other figures, back to front; return the view pixels that look different now."""
        changed = OthersPainter(camera, font).changed(self._figures, figures)
        self._figures = figures
        return changed

    def move(self, moved: Overrides) -> bool:
        """Take over what others drag; return whether that is something else than before."""
        if moved == self.moved:
            return False
        self.moved = moved
        return True

    def paint(self, painter: QPainter, camera: Camera, font: QFont, exposed: QRect) -> None:
        """Paint the figures; the painter is in view pixels."""
        if self._figures:
            OthersPainter(camera, font).paint(painter, self._figures, exposed)
