"""Tests of which of the tools' figures a picture shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRegion

from app.canvas_view.overlay_layer import OverlayLayer
from app.canvas_view.overlay_painter import OverlayColors
from app.theme.fonts import FontKind, ui_font
from canvas.editor.camera import Camera
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.overlays import HandleMark, SelectionBox

GROUND = QColor("#FAFAFB")
CAMERA = Camera(1.0, Vec(0, 0), 400, 400)
NEAR, FAR = (
    (SelectionBox(Box(at, at, 40, 40)), HandleMark("nw", Vec(at, at)), HandleMark("se", Vec(at + 40, at + 40)))
    for at in (20, 320)
)


@pytest.fixture
def font(qapp: object) -> QFont:
    return ui_font(FontKind.CAPTION)


def painted(layer: OverlayLayer, font: QFont, exposed: QRegion) -> set[tuple[int, int]]:
    """Return in which parts of 100 pixels a picture of some places shows something."""
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    layer.paint(painter, OverlayColors(), font, exposed)
    painter.end()
    pixels = ((x, y) for x in range(400) for y in range(0, 400, 2) if image.pixelColor(x, y) != GROUND)
    return {(x // 100, y // 100) for x, y in pixels}


def test_only_what_lies_where_something_is_painted_again_is_painted(font: QFont) -> None:
    layer = OverlayLayer()
    layer.place((*NEAR, *FAR), CAMERA)
    everything = QRegion(0, 0, 400, 400)
    assert painted(layer, font, everything) == {(0, 0), (3, 3)}
    assert painted(layer, font, QRegion(30, 30, 10, 10)) == {(0, 0)}
    assert painted(layer, font, QRegion(150, 150, 100, 100)) == set()
    # Two places at opposite corners, and nothing of what lies between them.
    middle = (SelectionBox(Box(190, 190, 20, 20)),)
    layer.place(middle, CAMERA)
    assert painted(layer, font, QRegion(0, 0, 9, 9) + QRect(390, 390, 9, 9)) == set()
    assert painted(layer, font, everything) == {(1, 1), (1, 2), (2, 1), (2, 2)}


def test_figures_are_where_another_camera_sees_them(font: QFont) -> None:
    layer = OverlayLayer()
    layer.place(NEAR, CAMERA)
    layer.place(NEAR, Camera(1.0, Vec(-300, 0), 400, 400))
    assert painted(layer, font, QRegion(0, 0, 200, 400)) == set()
    assert painted(layer, font, QRegion(300, 0, 100, 100)) == {(3, 0)}


def test_what_is_shown_no_more_is_not_painted(font: QFont) -> None:
    layer = OverlayLayer()
    layer.place(NEAR, CAMERA)
    layer.place((), CAMERA)
    assert painted(layer, font, QRegion(0, 0, 400, 400)) == set()
