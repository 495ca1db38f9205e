from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.about import AboutDialog, diagnostics_text

VERSIONS = (("AIO Canvas", "0.1.0"), ("Qt", "6.11.3"))


def test_versions_are_shown_and_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog(VERSIONS)
    qtbot.addWidget(dialog)
    dialog.show()
    assert {"0.1.0", "6.11.3"} <= {label.text() for label in dialog.findChildren(QLabel)}
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == diagnostics_text(VERSIONS) == "AIO Canvas: 0.1.0\nQt: 6.11.3"
