from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.dialogs.name import NameDialog


def test_enter_gives_the_name_without_blanks(qtbot: QtBot) -> None:
    dialog = NameDialog("Rename library", "Rename", "Old")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.field, " New  ")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.name() == "New"


def test_a_blank_name_cannot_be_given(qtbot: QtBot) -> None:
    dialog = NameDialog("New library", "Create")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.confirm.isEnabled()
    assert dialog.confirm.toolTip()
    qtbot.keyClicks(dialog.field, "x")
    assert dialog.confirm.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
