from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.dialogs.confirm import ConfirmDialog, Question, delete_for_ever, quit_unsaved


def test_enter_does_the_harmless_thing(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(delete_for_ever("Plan"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_the_button_names_what_it_does(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(delete_for_ever("Plan"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Delete “Plan” for ever?"
    assert dialog.confirm.text() == "Delete for ever"
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_harmless_questions_are_confirmed_by_enter(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(Question("Import 12 files?", "They are added.", "Import", dangerous=False))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_number_of_lost_edits_is_told(qapp: object) -> None:
    assert quit_unsaved(1).text.startswith("The last edit")
    assert quit_unsaved(3).text.startswith("3 edits")
