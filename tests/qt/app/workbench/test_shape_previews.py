from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from pytestqt.qtbot import QtBot

from app.workbench.shape_library import categories
from app.workbench.shape_previews import Previews, paint_preview
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of
from canvas.errors import MalformedFile
from canvas.kernels.copying import Copied

NAMES = [shape.kind for category in categories() for shape in category.all()]
PLACE = QRect(4, 4, 26, 22)


def painted(previews: Previews, name: str, scale: float = 1.0) -> QImage:
    image = QImage(round(34 * scale), round(30 * scale), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.GlobalColor.black, 1.5))
    previews.paint(painter, name, PLACE)
    painter.end()
    return image


def inked(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 40 for x in range(image.width()) for y in range(image.height()))


def test_no_preview_is_empty_or_leaves_its_place(qtbot: QtBot) -> None:
    previews = Previews()
    for name in dict.fromkeys(NAMES):
        image = painted(previews, name)
        assert inked(image) >= 10, name
        outside = [image.pixelColor(x, y).alpha() for x in range(34) for y in (0, 29)]
        assert max(outside) < 40, name


def test_twice_the_pixels_show_more_detail(qtbot: QtBot) -> None:
    once, twice = painted(Previews(), "aio.network.router"), painted(Previews(), "aio.network.router", 2.0)
    assert twice.scaled(once.size()) != once
    assert inked(twice) > 2 * inked(once)


def test_ones_own_shapes_are_found_by_their_id(qtbot: QtBot) -> None:
    known: dict[str, Copied] = {"mine": fragment_of("aio.bpmn.pool", Defaults())}
    previews = Previews(known.get)
    assert painted(previews, "mine") == painted(previews, "aio.bpmn.pool")
    known["mine"] = fragment_of("aio.basic.heart", Defaults())
    assert painted(previews, "mine") == painted(previews, "aio.bpmn.pool")
    previews.forget()
    assert painted(previews, "mine") == painted(previews, "aio.basic.heart")


def test_a_damaged_shape_does_not_stop_the_others(qtbot: QtBot) -> None:
    def damaged(_entry: str) -> Copied | None:
        raise MalformedFile("damaged")

    assert inked(painted(Previews(damaged), "mine")) > 0


@pytest.mark.parametrize("library", ["basic", "bpmn"])
def test_a_library_is_painted_at_once(qtbot: QtBot, library: str) -> None:
    shapes = next(category for category in categories() if category.id == library).all()
    started = time.perf_counter()
    for shape in shapes:
        image = QImage(34, 30, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        paint_preview(painter, shape.kind, PLACE)
        painter.end()
    assert time.perf_counter() - started < 1.0
