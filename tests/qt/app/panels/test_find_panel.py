"""Tests of the find panel by itself; searching is tested in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.find_panel import FindPanel, FoundRow


def made(qtbot: QtBot) -> FindPanel:
    panel = FindPanel((("style.fill", "Fill"), ("kind", "Kind")))
    qtbot.addWidget(panel)
    panel.open_panel("word")
    return panel


def test_every_field_has_a_name(qtbot: QtBot) -> None:
    panel = made(qtbot)
    fields = (panel.search, panel.template, panel.new_value, panel.key, panel.value, panel.scope, panel.list)
    assert all(field.accessibleName() for field in fields)
    assert panel.search.text() == "word"


def test_results_are_chosen_and_stepped_through(qtbot: QtBot) -> None:
    panel = made(qtbot)
    panel.show_found([FoundRow("one"), FoundRow("two", "Page-2")], "2 found", 1)
    assert panel.list.item(1).text() == "two   ·   Page-2"
    assert panel.list.currentRow() == 1
    with qtbot.waitSignal(panel.chosen) as heard:
        panel.list.itemClicked.emit(panel.list.item(0))
    assert heard.args == [0]
    for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_Return, 1)):
        with qtbot.waitSignal(panel.stepped) as heard:
            qtbot.keyClick(panel.search, key)
        assert heard.args == [by]
    with qtbot.waitSignal(panel.replace_asked):
        qtbot.keyClick(panel.template, Qt.Key.Key_Return)
    panel.show_found([], "Nothing found")
    assert panel.list.isHidden()


def test_modes_and_leaving(qtbot: QtBot) -> None:
    panel = made(qtbot)
    with qtbot.waitSignal(panel.style_key_chosen):
        panel.mode.button("style").click()
    assert panel.search.isHidden() or not panel.search.isVisible()
    panel.set_values((("a", "a (2)"), ("b", "b (1)")))
    panel.value.set_current("b")
    panel.set_values((("b", "b (1)"),))
    assert panel.value.current() == "b"
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.new_value, Qt.Key.Key_Escape)
    assert panel.isHidden()
