from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.home.entries import HomeSection
from app.home.side_bar import SideBar


def test_every_place_can_be_reached(qtbot: QtBot) -> None:
    bar = SideBar()
    qtbot.addWidget(bar)
    assert bar.buttons[HomeSection.RECENT].isChecked()
    for section, button in bar.buttons.items():
        with qtbot.waitSignal(bar.section_chosen) as chosen:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert chosen.args == [str(section)]
        assert button.isChecked()


def test_the_relay_is_told(qtbot: QtBot) -> None:
    bar = SideBar()
    assert "No relay: this device only" in [each.text() for each in bar.findChildren(QLabel)]
    bar.show_relay("Relay connected", "ok")
    assert "Relay connected" in [each.text() for each in bar.findChildren(QLabel)]
