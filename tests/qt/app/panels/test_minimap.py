"""The map shows a frame that is dragged by mouse and moved by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.panels.minimap import HEIGHT_PX, WIDTH_PX, MapPicture, Minimap

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def picture(qtbot: QtBot) -> Iterator[MapPicture]:
    minimap = Minimap()
    qtbot.addWidget(minimap)
    minimap.show()
    minimap.picture.set_frame(QRectF(50, 40, 60, 40))
    yield minimap.picture
    # The map owns the picture; it must live as long as the test.
    minimap.close()


def test_a_click_beside_the_frame_brings_it_there(qtbot: QtBot, picture: MapPicture) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        QTest.mouseClick(picture, LEFT, pos=QPoint(150, 100))
    assert moved.args == [QPointF(150, 100)]


def test_the_frame_is_dragged_where_it_was_taken(picture: MapPicture) -> None:
    moved: list[QPointF] = []
    picture.moved.connect(moved.append)
    QTest.mousePress(picture, LEFT, pos=QPoint(60, 50))
    QTest.mouseMove(picture, QPoint(80, 50))
    QTest.mouseRelease(picture, LEFT, pos=QPoint(80, 50))
    assert moved[0] == QPointF(80, 60)
    assert moved[-1] == QPointF(100, 60)
    QTest.mouseMove(picture, QPoint(10, 10))
    assert moved[-1] == QPointF(100, 60)


def test_arrow_keys_move_by_a_part_of_what_is_seen(qtbot: QtBot, picture: MapPicture) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        QTest.keyClick(picture, Qt.Key.Key_Right)
    assert moved.args == [QPointF(92, 60)]


def test_picture_and_frame_are_painted(picture: MapPicture) -> None:
    empty = picture.grab().toImage()
    page = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.red)
    picture.set_picture(page)
    shown = picture.grab().toImage()
    assert shown != empty
    assert shown.pixelColor(5, 5).name() == "#ff0000"
    assert shown.pixelColor(80, 60).name() != "#ff0000"
