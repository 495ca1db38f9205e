from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.panels.pages_bar import PagesBar, PageTab


@pytest.fixture
def bar(qtbot: QtBot) -> PagesBar:
    made = PagesBar()
    qtbot.addWidget(made)
    made.set_pages([PageTab("1", "Overview"), PageTab("2", "R&D")], "1")
    made.place(QPoint(0, 0))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_selecting_and_adding(qtbot: QtBot, bar: PagesBar) -> None:
    with qtbot.waitSignal(bar.selected) as selected:
        qtbot.mouseClick(bar.tabs, Qt.MouseButton.LeftButton, pos=bar.tabs.tabRect(1).center())
    assert selected.args == ["2"]
    with qtbot.waitSignal(bar.add_requested):
        qtbot.mouseClick(bar.add_button, Qt.MouseButton.LeftButton)


def test_a_double_click_renames(qtbot: QtBot, bar: PagesBar) -> None:
    qtbot.mouseDClick(bar.tabs, Qt.MouseButton.LeftButton, pos=bar.tabs.tabRect(1).center())
    edit = bar.tabs.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "R&D"
    with qtbot.waitSignal(bar.renamed) as renamed:
        qtbot.keyClicks(edit, "Research")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert renamed.args == ["2", "Research"]
    qtbot.waitUntil(lambda: bar.tabs.findChild(QLineEdit) is None)


def test_f2_renames_and_escape_does_not(qtbot: QtBot, bar: PagesBar) -> None:
    qtbot.keyClick(bar.tabs, Qt.Key.Key_F2)
    edit = bar.tabs.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    with qtbot.assertNotEmitted(bar.renamed):
        qtbot.keyClicks(edit, "x")
        qtbot.keyClick(edit, Qt.Key.Key_Escape)


def test_the_menu(qtbot: QtBot, bar: PagesBar) -> None:
    _rename, duplicate, delete = (action for action in bar.menu(1).actions() if not action.isSeparator())
    with qtbot.waitSignal(bar.duplicate_requested) as duplicated:
        duplicate.trigger()
    assert duplicated.args == ["2"]
    with qtbot.waitSignal(bar.delete_requested) as deleted:
        delete.trigger()
    assert deleted.args == ["2"]
    bar.set_pages([PageTab("1", "Overview")], "1")
    assert not bar.menu(0).actions()[-1].isEnabled()


def test_moving_and_many_pages(qtbot: QtBot, bar: PagesBar) -> None:
    with qtbot.waitSignal(bar.reordered) as reordered:
        bar.tabs.moveTab(0, 1)
    assert reordered.args == [("2", "1")]
    bar.set_pages([PageTab(str(number), f"Page {number}") for number in range(60)], "0")
    bar.place(QPoint(0, 0), 300)
    assert bar.surface_rect().width() <= 300
    assert bar.tabs.tabRect(0).width() > 40
