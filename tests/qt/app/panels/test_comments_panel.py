from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.comments_panel import CommentsPanel


def test_the_empty_panel_offers_what_helps_meanwhile(qtbot: QtBot) -> None:
    panel = CommentsPanel()
    qtbot.addWidget(panel)
    assert panel.empty.button is not None
    with qtbot.waitSignal(panel.note_requested):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
