from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.theme.theme import ThemeChoice, ThemeController
from app.theme.tokens import LIGHT
from app.widgets.floating import SHADOW_ROOM, FloatingBar
from app.widgets.layout import row


class Ground(QWidget):
    """Remembers where it was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[QPoint] = []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.append(event.position().toPoint())


def bar_on(ground: QWidget) -> FloatingBar:
    text = QLabel()
    text.setFixedSize(100, 30)
    return FloatingBar(row(text), ground)


def test_the_visible_surface_is_placed(qtbot: QtBot) -> None:
    ground = Ground()
    qtbot.addWidget(ground)
    ground.resize(400, 300)
    bar = bar_on(ground)
    bar.place(QPoint(50, 60))
    assert bar.surface_size() == QSize(100, 30)
    assert bar.surface_rect().topLeft() == QPoint(50, 60)
    assert bar.surface_rect().size() == QSize(100, 30)
    assert bar.pos() == QPoint(50 - SHADOW_ROOM, 60 - SHADOW_ROOM)


def test_clicks_on_the_shadow_reach_what_is_below(qtbot: QtBot) -> None:
    ground = Ground()
    qtbot.addWidget(ground)
    ground.resize(400, 300)
    bar = bar_on(ground)
    bar.place(QPoint(50, 60))
    ground.show()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert ground.pressed == [QPoint(35, 45)]


def test_surface_and_shadow_are_painted(qtbot: QtBot) -> None:
    ground = Ground()
    qtbot.addWidget(ground)
    bar = bar_on(ground)
    bar.place(QPoint(50, 60))
    picture = bar.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).name() == LIGHT.raised.lower()
    below = picture.pixelColor(picture.width() // 2, picture.height() - SHADOW_ROOM + 4)
    far = picture.pixelColor(picture.width() // 2, picture.height() - 1)
    assert below.lightness() < far.lightness() or below.alpha() > far.alpha()


def test_the_shadow_is_painted_anew_for_another_theme_or_size(qtbot: QtBot, themes: ThemeController) -> None:
    ground = Ground()
    qtbot.addWidget(ground)
    ground.resize(400, 300)
    bar = bar_on(ground)
    bar.place(QPoint(50, 60))
    light = bar.grab().toImage()
    assert bar.grab().toImage() == light
    themes.choose(ThemeChoice.DARK)
    assert bar.grab().toImage() != light
    themes.choose(ThemeChoice.LIGHT)
    assert bar.grab().toImage() == light
    bar.setFixedSize(bar.size() * 2)
    wide = bar.grab().toImage()
    assert wide.pixelColor(wide.width() // 2, wide.height() - SHADOW_ROOM + 4).alpha() > 0
