from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.widgets.layout import column, holder
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


def test_tab_leads_past_the_clear_button(qtbot: QtBot) -> None:
    field, after = SearchField("Search shapes"), QLineEdit()
    window = holder(column(field, after))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "cloud")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_escape_empties_the_field(qtbot: QtBot) -> None:
    field = SearchField("Search shapes")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "cloud")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.placeholderText() == "Search shapes"
