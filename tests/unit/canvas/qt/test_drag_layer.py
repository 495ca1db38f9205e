from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.drawing.display_list import Fill, PathItem
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.drag_layer import DragLayer, paint_live
from canvas.qt.painter import PaintTools
from canvas.qt.render_model import View
from tests.support.painted import rectangle, vertex

RED = vertex("a", Box(10, 10, 20, 20), PathItem(rectangle(20, 20), Fill("#ff0000")), reach=1)
SCREEN = QSize(100, 100)


def blank(ratio: float = 1.0) -> QImage:
    image = QImage(int(100 * ratio), int(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    return image


def test_the_picture_moves_with_the_offset(tools: PaintTools) -> None:
    for ratio in (1.0, 2.0):
        layer = DragLayer([RED], tools, View(ratio, 0, 0, ratio), SCREEN * ratio)
        image = blank(ratio)
        painter = QPainter(image)
        layer.paint(painter, Vec(30, 0))
        painter.end()
        at = (int(50 * ratio), int(20 * ratio))
        assert QColor(image.pixel(*at)).name() == "#ff0000"
        assert QColor(image.pixel(int(20 * ratio), int(20 * ratio))).name() == "#ffffff"
        assert layer.rect(Vec(30, 0)).contains(50, 20)
        assert not layer.rect(Vec(30, 0)).contains(20, 20)


def test_a_huge_selection_takes_bounded_memory(tools: PaintTools) -> None:
    far = vertex("b", Box(90_000, 90_000, 20, 20), PathItem(rectangle(20, 20), Fill("#ff0000")), reach=1)
    layer = DragLayer([RED, far], tools, View(), SCREEN)
    rect = layer.rect(Vec(0, 0))
    assert rect.width() * rect.height() < 2 * 150 * 150
    assert layer.covers(Vec(20, -20))
    assert not layer.covers(Vec(0, 30))
    assert DragLayer([RED], tools, View(), SCREEN).covers(Vec(500, 0))
    image = blank()
    painter = QPainter(image)
    layer.paint(painter, Vec(0, 0))
    painter.end()
    assert QColor(image.pixel(20, 20)).name() == "#ff0000"


def test_live_entries_are_painted_at_once_and_leave_the_painter_as_it_was(tools: PaintTools) -> None:
    image = blank()
    painter = QPainter(image)
    before = painter.worldTransform()
    paint_live(painter, [RED], tools, 2.0, Vec(5, 5))
    assert painter.worldTransform() == before
    painter.end()
    assert QColor(image.pixel(30, 30)).name() == "#ff0000"
    assert QColor(image.pixel(8, 8)).name() == "#ffffff"
