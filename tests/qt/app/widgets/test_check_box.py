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


def test_things_that_differ_are_said_and_a_click_means_yes(qtbot: QtBot) -> None:
    box = CheckBox("Shadow")
    qtbot.addWidget(box)
    box.show_state(None)
    assert (box.mixed, box.isChecked(), box.accessibleDescription()) == (True, False, "Mixed")
    different = box.grab().toImage()
    box.show_state(True)
    assert box.grab().toImage() != different
    box.show_state(None)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert (box.mixed, box.isChecked()) == (False, True)
    box.show_state(False)
    assert not box.isChecked()
