from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.widgets.color_picker import ColorPicker
from app.widgets.color_picking import ColorPicking
from app.widgets.color_wish import ColorWish


def test_the_theme_is_asked_when_a_picker_opens(qtbot: QtBot) -> None:
    button = QPushButton("Colour")
    qtbot.addWidget(button)
    button.show()
    theme: list[tuple[str, str]] = []
    picking = ColorPicking(lambda: theme)
    theme.append(("#123456", "Deep"))
    heard: list[str] = []
    picking(button, ColorWish("#ffffff", heard.append, lambda: None, heard.append))
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, ColorPicker)
    assert [b.fill for b in picker.body.theme[0].buttons] == ["#123456"]
    picker.close()
