from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.theme.tokens import LIGHT
from app.widgets.check_box import CheckBox


def test_box_and_text_are_clicked(qtbot: QtBot) -> None:
    box = CheckBox("Show grid")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    for place in (QPoint(6, 12), QPoint(box.width() - 6, 12)):
        before = box.isChecked()
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=place)
        assert box.isChecked() is not before


def test_a_ticked_box_is_filled(qtbot: QtBot) -> None:
    box = CheckBox("Show grid")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.setChecked(True)
    assert box.grab().toImage().pixelColor(4, 8).name() == LIGHT.accent.lower()
