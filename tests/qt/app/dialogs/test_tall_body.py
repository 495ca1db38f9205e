from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.frame import dress
from app.widgets.buttons import Button


def test_what_is_higher_than_the_screen_is_scrolled_and_the_buttons_stay_in_reach(qtbot: QtBot) -> None:
    dialog, part, close = QDialog(), QWidget(), Button("Close")
    qtbot.addWidget(dialog)
    part.setFixedHeight(100)
    dress(dialog, "Share", "", (part,), (None, close), width=300)
    dialog.show()
    room = dialog.screen().availableGeometry()
    dialog.move(room.left(), room.bottom() - dialog.frameGeometry().height())
    low = dialog.height()
    part.setFixedHeight(room.height() * 2)
    qtbot.waitUntil(lambda: dialog.height() > low)
    assert dialog.height() < room.height()
    qtbot.waitUntil(lambda: room.contains(dialog.frameGeometry()))
    part.setFixedHeight(100)
    qtbot.waitUntil(lambda: dialog.height() == low)
