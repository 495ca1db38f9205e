from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.panels.canvas_banner import CanvasBanner, CanvasFrame


def test_a_banner_says_something_or_is_hidden(qtbot: QtBot) -> None:
    banner = CanvasBanner("eye")
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.tell("You can look at this diagram", "Why?")
    assert not banner.isHidden()
    assert banner.text == banner.accessibleName() == "You can look at this diagram"
    with qtbot.waitSignal(banner.pressed):
        QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    banner.tell("Only text")
    assert banner.button.isHidden()
    banner.tell("")
    assert banner.isHidden()


def test_the_frame_runs_along_the_edges_and_lets_the_mouse_through(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(100, 80)
    frame = CanvasFrame(ground)
    frame.resize(100, 80)
    assert frame.isHidden()
    frame.show_color("#1F7F4F")
    ground.show()
    picture = ground.grab().toImage()
    assert picture.pixelColor(1, 40).name() == picture.pixelColor(50, 78).name() == QColor("#1F7F4F").name()
    assert picture.pixelColor(50, 40).name() != QColor("#1F7F4F").name()
    assert ground.childAt(QPoint(1, 1)) is None
    frame.show_color("")
    assert frame.isHidden()
