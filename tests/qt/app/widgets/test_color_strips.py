from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.widgets.color_strips import ColorPlane, DragArea, HueStrip, OpacityStrip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plane(qtbot: QtBot) -> ColorPlane:
    made = ColorPlane("Plane")
    qtbot.addWidget(made)
    made.resize(200, 132)
    made.show()
    return made


def heard(area: DragArea) -> list[str]:
    seen: list[str] = []
    area.dragged.connect(lambda: seen.append("dragged"))
    area.dropped.connect(lambda: seen.append("dropped"))
    area.cancelled.connect(lambda: seen.append("cancelled"))
    return seen


def test_the_mark_follows_the_pointer_and_stays_inside(plane: ColorPlane) -> None:
    seen = heard(plane)
    QTest.mousePress(plane, LEFT, pos=QPoint(100, 66))
    assert (round(plane.across, 1), round(plane.down, 1)) == (0.5, 0.5)
    QTest.mouseMove(plane, QPoint(500, -50))
    QTest.mouseRelease(plane, LEFT, pos=QPoint(500, -50))
    assert (plane.across, plane.down) == (1.0, 0.0)
    assert plane.picked().name() == "#ff0000"
    assert seen[0] == "dragged"
    assert seen[-1] == "dropped"
    assert seen.count("dropped") == 1


def test_escape_takes_a_drag_back(plane: ColorPlane) -> None:
    plane.set_mark(0.25, 0.75)
    seen = heard(plane)
    QTest.mousePress(plane, LEFT, pos=QPoint(150, 20))
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(plane, LEFT, pos=QPoint(10, 10))
    assert (plane.across, plane.down) == (0.25, 0.75)
    assert seen == ["dragged", "cancelled"]


def test_arrow_keys_step_and_shift_steps_further(plane: ColorPlane) -> None:
    seen = heard(plane)
    plane.set_mark(0.5, 0.5)
    QTest.keyClick(plane, Qt.Key.Key_Right)
    QTest.keyClick(plane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (round(plane.across, 2), round(plane.down, 2)) == (0.51, 0.6)
    assert seen == ["dropped", "dropped"]


def test_what_is_painted_is_what_is_picked(plane: ColorPlane) -> None:
    plane.set_hue(1 / 3)
    plane.set_mark(0.5, 0.5)
    picture = plane.grab().toImage()
    corner = picture.pixelColor(picture.width() - 3, 8)
    assert corner.green() > 230
    assert corner.red() < 40
    assert picture.pixelColor(picture.width() // 2, picture.height() - 3).lightness() < 20


@pytest.mark.parametrize("kind", [HueStrip, OpacityStrip])
def test_strips_run_from_left_to_right(qtbot: QtBot, kind: type[HueStrip | OpacityStrip]) -> None:
    strip = kind("Strip")
    qtbot.addWidget(strip)
    strip.resize(200, 14)
    strip.show()
    QTest.mouseClick(strip, LEFT, pos=QPoint(150, 7))
    assert 0.7 < strip.across < 0.8
    left, right = (strip.grab().toImage().pixelColor(x, 3) for x in (20, 192))
    assert left != right
