from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.error import ErrorDialog, Problem

PROBLEM = Problem("Cannot open", "The file <i>x</i> is damaged.", "Choose another.", "line 3: <tag>")


def test_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    dialog = ErrorDialog(PROBLEM)
    qtbot.addWidget(dialog)
    dialog.show()
    labels = dialog.findChildren(QLabel)
    assert {PROBLEM.title, PROBLEM.text, PROBLEM.advice} <= {label.text() for label in labels}
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not dialog.details.isVisible()


def test_details_are_shown_and_copied(qtbot: QtBot) -> None:
    dialog = ErrorDialog(PROBLEM)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.toggle, Qt.MouseButton.LeftButton)
    assert dialog.details.isVisible()
    assert dialog.details.toPlainText() == "line 3: <tag>"
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("Choose another.\n\nline 3: <tag>")
    assert dialog.copy.text() == "Copied"


def test_without_details_there_are_no_buttons_for_them(qtbot: QtBot) -> None:
    dialog = ErrorDialog(Problem("Cannot open", "It is damaged."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.toggle.isVisible()
    assert not dialog.copy.isVisible()
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
