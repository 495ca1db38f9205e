from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRegion

from app.canvas_view.others_layer import OthersLayer
from app.theme.fonts import FontKind, ui_font
from canvas.editor.camera import Camera
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.others import OtherCursor, OtherFrame

RED = "#D13438"
CAMERA = Camera(1.0, Vec(0, 0), 400, 400)
ANA, BEN, FRAME = (
    OtherCursor(Vec(20, 20), "Ana", RED),
    OtherCursor(Vec(300, 300), "Ben", RED),
    OtherFrame(Box(9, 9, 50, 50), RED),
)


@pytest.fixture
def font(qapp: object) -> QFont:
    return ui_font(FontKind.CAPTION)


def test_only_what_differs_is_painted_again(font: QFont) -> None:
    layer = OthersLayer()
    whole = layer.show((ANA, BEN, FRAME), CAMERA, font).boundingRect()
    assert whole.contains(QRect(20, 20, 5, 5))
    assert whole.contains(QRect(300, 300, 5, 5))
    assert layer.show((ANA, BEN, FRAME), CAMERA, font).isEmpty()
    gone = layer.show((ANA, FRAME), CAMERA, font).boundingRect()
    assert gone.contains(QRect(300, 300, 5, 5))
    assert not gone.intersects(QRect(20, 20, 5, 5))


def test_very_many_changes_are_one_rectangle(font: QFont) -> None:
    many = tuple(OtherCursor(Vec(3 * i, i), "A", RED) for i in range(100))
    assert OthersLayer().show(many, CAMERA, font).rectCount() == 1


def test_figures_are_painted_where_another_camera_sees_them(font: QFont) -> None:
    layer = OthersLayer()
    layer.show((ANA,), CAMERA, font)
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#FAFAFB"))
    painter = QPainter(image)
    layer.paint(painter, Camera(1.0, Vec(-200, -200), 400, 400), font, QRegion(210, 210, 100, 100))
    painter.end()
    assert image.pixelColor(222, 226).name() == QColor(RED).name()
    assert image.pixelColor(22, 26).name() == "#fafafb"


def test_what_others_drag_is_taken_over_once() -> None:
    layer = OthersLayer()
    assert layer.move({"a": {"x": 1.0}})
    assert not layer.move({"a": {"x": 1.0}})
    assert layer.move({})
