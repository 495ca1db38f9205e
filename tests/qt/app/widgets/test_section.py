from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.layout import row
from app.widgets.section import Disclosure, Section


def test_a_section_shows_its_title_and_what_is_added(qtbot: QtBot) -> None:
    section = Section("Fill", QLabel("first"))
    section.add(QLabel("second"))
    section.add(row(QLabel("third")))
    texts = [each.text() for each in section.findChildren(QLabel)]
    assert texts == ["Fill", "first", "second", "third"]
    assert section.accessibleName() == "Fill"


def test_a_disclosure_opens_and_closes_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    header = Disclosure("Basic", opened=True)
    qtbot.addWidget(header)
    with qtbot.waitSignal(header.opened_changed) as changed:
        qtbot.mouseClick(header, Qt.MouseButton.LeftButton)
    assert changed.args == [False]
    assert header.accessibleDescription() == "closed"
    with qtbot.waitSignal(header.opened_changed) as changed:
        qtbot.keyClick(header, Qt.Key.Key_Space)
    assert changed.args == [True]
    assert header.accessibleName() == "Basic"
