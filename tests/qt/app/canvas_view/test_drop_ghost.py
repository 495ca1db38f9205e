from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.canvas_view.drop_ghost import DropGhost


def test_it_shows_a_picture_and_a_mark_and_goes_away(qtbot: QtBot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    ghost = DropGhost(area)
    assert not ghost.isVisible()
    picture = QImage(20, 20, QImage.Format.Format_ARGB32)
    picture.fill(QColor("red"))
    ghost.show_picture(picture, QPointF(50, 40), QRectF(10, 10, 30, 20), replaces=False)
    assert ghost.geometry() == area.rect()
    assert ghost.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    seen = ghost.grab().toImage()
    assert QColor(seen.pixel(60, 50)).red() > 180
    assert seen.pixelColor(7, 20) != seen.pixelColor(150, 20)
    ghost.clear()
    assert not ghost.isVisible()
    assert ghost.target is None
