from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from app.canvas_view.sheets import SheetLines, paint_sheets, sheets
from canvas.editor.camera import Camera
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.plan import PAGES, Plan, Set
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Box(10, 10, 50, 50), Box(0, 0, 100, 200)),
        (Box(0, 0, 0, 0), Box(0, 0, 100, 200)),
        (Box(-10, 10, 150, 50), Box(-100, 0, 300, 200)),
        (Box(10, 150, 50, 100), Box(0, 0, 100, 400)),
    ],
)
def test_whole_sheets_around_what_is_drawn(content: Box, expected: Box) -> None:
    assert sheets(content, 100.0, 200.0) == expected


def painted(zoom: float) -> QImage:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    camera = Camera(zoom, Vec(-10.0, -10.0), 400.0, 300.0)
    paint_sheets(painter, camera, Box(0.0, 0.0, 200.0, 200.0), 100.0, 200.0, "#000000")
    painter.end()
    return image


def test_borders_are_painted_where_sheets_meet_and_nowhere_else(qapp: object) -> None:
    image = painted(1.0)
    dark = {x for x in range(400) if any(image.pixelColor(x, y).lightness() < 128 for y in range(40, 60))}
    assert dark == {10, 110, 210}


def test_from_afar_no_borders_hide_the_page(qapp: object) -> None:
    assert painted(0.2).pixelColor(2, 20).lightness() == 255
    blank = QImage(400, 300, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    assert painted(0.2) == blank


def test_other_borders_are_told_from_those_that_were_painted(qapp: object) -> None:
    t = TestEditor()
    lines, image = SheetLines(t.editor), QImage(400, 300, QImage.Format.Format_RGB32)
    assert not lines.differ

    def paint() -> None:
        painter = QPainter(image)
        lines.paint(painter, t.editor.camera, "#000000")
        painter.end()
        assert not lines.differ

    t.editor.apply(Plan("Show sheets", (Set(t.editor.page, "page_view", True, PAGES),)))
    assert lines.differ
    paint()
    t.shape(10, 10)
    assert not lines.differ
    t.shape(2000, 10)
    assert lines.differ
    paint()
    t.editor.apply(Plan("Hide sheets", (Set(t.editor.page, "page_view", False, PAGES),)))
    assert lines.differ
