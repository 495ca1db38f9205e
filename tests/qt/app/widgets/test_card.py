from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.theme.tokens import LIGHT
from app.widgets.card import ActionCard


def test_a_card_is_pressed_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    card = ActionCard("plus", "Blank canvas", "Start drawing")
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    assert card.accessibleName() == "Blank canvas"
    assert card.accessibleDescription() == "Start drawing"


def test_focus_is_seen(qtbot: QtBot) -> None:
    card = ActionCard("plus", "Blank canvas", "Start drawing")
    qtbot.addWidget(card)
    card.resize(240, 62)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    card.setFocus()
    assert card.grab().toImage().pixelColor(120, 0).name() == LIGHT.accent_ring.lower()
