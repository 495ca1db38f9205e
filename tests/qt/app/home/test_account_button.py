from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.home.account_button import AccountButton
from app.theme.person_color import presence_color


def test_it_offers_to_sign_in_or_shows_who_is_signed_in(qtbot: QtBot) -> None:
    button = AccountButton()
    qtbot.addWidget(button)
    button.resize(180, 34)
    assert button.text() == button.accessibleName() == "Sign in…"
    button.show_person("Yara Olsen", "yara@example.org", "p1", "")
    assert button.text() == "yara@example.org"
    assert button.accessibleName() == "Account: yara@example.org"
    assert button.grab().toImage().pixelColor(12, 22) == QColor(presence_color("p1"))
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.show_person("", "", "", "Sign in again…")
    assert button.text() == "Sign in again…"
