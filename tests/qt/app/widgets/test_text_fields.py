from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.widgets.text_fields import SecretField, TextField


def test_a_line_is_called_what_stands_above_it(qtbot: QtBot) -> None:
    field = TextField("Mail", "you@example.org", "me@example.org")
    qtbot.addWidget(field)
    assert field.edit.accessibleName() == "Mail"
    assert field.edit.placeholderText() == "you@example.org"
    assert field.edit.text() == "me@example.org"
    assert field.focusProxy() is field.edit


def test_the_eye_shows_and_hides_a_secret_and_says_so(qtbot: QtBot) -> None:
    field = SecretField("Password", "Show it", "Hide it")
    qtbot.addWidget(field)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.eye.accessibleName() == "Show it"
    QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Hide it"
