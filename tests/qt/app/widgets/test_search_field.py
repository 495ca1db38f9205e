from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.widgets.search_field import SearchField


def test_the_clear_button_is_named_and_empties_the_field(qtbot: QtBot) -> None:
    field = SearchField("Search shapes")
    qtbot.addWidget(field)
    field.show()
    clear = field.findChild(QToolButton)
    assert isinstance(clear, QToolButton)
    assert not clear.isVisible()
    qtbot.keyClicks(field, "cloud")
    assert clear.isVisible()
    assert clear.accessibleName() == "Clear search"
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""


def test_escape_empties_the_field(qtbot: QtBot) -> None:
    field = SearchField("Search shapes")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "cloud")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.placeholderText() == "Search shapes"
