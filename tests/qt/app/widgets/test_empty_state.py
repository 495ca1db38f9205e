from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.widgets.empty_state import EmptyState


def test_it_offers_one_button(qtbot: QtBot) -> None:
    empty = EmptyState("star", "No stars", "Star what you like.", "Show recent")
    qtbot.addWidget(empty)
    assert empty.button is not None
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert empty.accessibleDescription() == "Star what you like."


def test_or_none(qtbot: QtBot) -> None:
    assert EmptyState("star", "No stars", "Nothing to do.").findChildren(QPushButton) == []
