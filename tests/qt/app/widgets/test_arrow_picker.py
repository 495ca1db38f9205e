from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.widgets.arrow_picker import ArrowPicker, paint_line_end

ENTRIES = (("none", "None"), ("block", "Triangle"), ("block:open", "Hollow triangle"))


def picture(name: str, filled: bool, at_start: bool) -> QImage:
    image = QImage(44, 18, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_line_end(painter, QRectF(0, 0, 44, 18), name, filled, at_start, QColor("black"))
    painter.end()
    return image


def ink(image: QImage, left: int, right: int) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(left, right) for y in range(18))


@pytest.mark.parametrize("at_start", [True, False])
def test_the_head_is_at_its_end(at_start: bool) -> None:
    shown = picture("block", True, at_start)
    left, right = ink(shown, 0, 22), ink(shown, 22, 44)
    assert (left > right) == at_start
    assert ink(picture("none", True, at_start), 0, 44) < left + right
    assert ink(picture("block", False, at_start), 0, 44) < left + right


def test_a_choice_is_told_and_shown(qtbot: QtBot) -> None:
    picker = ArrowPicker("End", ENTRIES, at_start=False)
    qtbot.addWidget(picker)
    picker.set_current("block:open")
    assert picker.current() == "block:open"
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker, Qt.Key.Key_Up)
    assert chosen.args == ["block"]
    picker.set_current(None)
    assert picker.current() is None
    picker.set_current("box")
    assert picker.current() == "box"
    assert not picker.grab().isNull()


def test_every_entry_has_its_picture_when_the_list_opens(qtbot: QtBot) -> None:
    picker = ArrowPicker("End", ENTRIES, at_start=True)
    qtbot.addWidget(picker)
    picker.show()
    picker.showPopup()
    assert all(not picker.itemIcon(i).isNull() for i in range(picker.count()))
    picker.hidePopup()
