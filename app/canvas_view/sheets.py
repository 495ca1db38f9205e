"""The borders of the sheets a page will be printed on."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from canvas.editor.camera import Camera, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

LEAST_PX = 40
"""Sheets narrower than this on the screen are not drawn: their lines would hide the page."""


def sheets(content: Box, width: float, height: float) -> Box:
    """Return the scene box of all sheets that a page's content needs: whole sheets from the origin on, one at least."""
    left, top = floor(content.x / width), floor(content.y / height)
    right, bottom = ceil(content.right / width), ceil(content.bottom / height)
    columns, rows = max(1, right - left), max(1, bottom - top)
    return Box(left * width, top * height, columns * width, rows * height)


def paint_sheets(painter: QPainter, camera: Camera, around: Box, width: float, height: float, color: str) -> None:
    """Paint the borders of sheets.

    Args:
        painter: in view pixels.
        camera: of the view.
        around: what `sheets` returned.
        width: of a sheet, scene units.
        height: of a sheet, scene units.
        color: "#rrggbb".
    """
    if min(width, height) * camera.zoom < LEAST_PX:
        return
    pen = QPen(QColor(color), 1.0, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    seen = camera.visible
    start, end = to_view(camera, Vec(around.x, around.y)), to_view(camera, Vec(around.right, around.bottom))
    for column in _within(around.x, around.w, width, seen.x, seen.right):
        x = round(to_view(camera, Vec(column, 0.0)).x) + 0.5
        painter.drawLine(QLineF(x, max(start.y, 0.0), x, min(end.y, camera.height)))
    for line in _within(around.y, around.h, height, seen.y, seen.bottom):
        y = round(to_view(camera, Vec(0.0, line)).y) + 0.5
        painter.drawLine(QLineF(max(start.x, 0.0), y, min(end.x, camera.width), y))


def _within(start: float, extent: float, step: float, low: float, high: float) -> list[float]:
    """Return the borders that are seen."""
    first, last = max(0, ceil((low - start) / step)), min(round(extent / step), floor((high - start) / step))
    return [start + number * step for number in range(first, last + 1)]


class SheetLines:
    """The borders of the page in front, where it wants them seen; what its content covers is worked out once for each state of it.

    Args:
        editor: whose page it is.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._at: tuple[str, int] = ("", -1)
        self._content = Box(0.0, 0.0, 0.0, 0.0)
        self._painted: tuple[Box, float, float] | None = None

    @property
    def differ(self) -> bool:
        """Whether other borders are to be seen than were painted last."""
        return self._now() != self._painted

    def paint(self, painter: QPainter, camera: Camera, color: str) -> None:
        """Paint the borders; the painter is in view pixels."""
        self._painted = self._now()
        if self._painted is not None:
            paint_sheets(painter, camera, *self._painted, color)

    def _now(self) -> tuple[Box, float, float] | None:
        """Return the box of all sheets, and width and height of one; None where they are not to be seen."""
        page = self._editor.records.pages.get(self._editor.page)
        if page is None or not page.get("page_view", False):
            return None
        width, height = float(page.get("width", 850.0)), float(page.get("height", 1100.0))
        key = (self._editor.page, self._editor.revision)
        if key != self._at:
            self._at, self._content = key, self._editor.scene.index.extent() or Box(0.0, 0.0, 0.0, 0.0)
        return sheets(self._content, width, height), width, height
