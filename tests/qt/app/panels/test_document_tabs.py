from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.panels.document_tabs import DocumentTab, DocumentTabs
from app.widgets.buttons import ToolButton


@pytest.fixture
def tabs(qtbot: QtBot) -> DocumentTabs:
    made = DocumentTabs()
    qtbot.addWidget(made)
    made.resize(500, 30)
    made.set_tabs([DocumentTab("a", "One"), DocumentTab("b", "Two")], "a")
    made.show()
    return made


def test_clicking_selects(qtbot: QtBot, tabs: DocumentTabs) -> None:
    with qtbot.waitSignal(tabs.selected) as selected:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert selected.args == ["b"]


def test_each_tab_has_a_named_button_that_closes_it(qtbot: QtBot, tabs: DocumentTabs) -> None:
    tabs.set_tabs([DocumentTab("b", "Two"), DocumentTab("c", "Three")], "b")
    button = tabs.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, ToolButton)
    assert button.accessibleName() == "Close Three"
    with qtbot.waitSignal(tabs.closed) as closed:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert closed.args == ["c"]


def test_the_middle_button_closes(qtbot: QtBot, tabs: DocumentTabs) -> None:
    with qtbot.waitSignal(tabs.closed) as closed:
        qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(0).center())
    assert closed.args == ["a"]


def test_moving_tells_the_new_order(qtbot: QtBot, tabs: DocumentTabs) -> None:
    with qtbot.waitSignal(tabs.reordered) as reordered:
        tabs.moveTab(0, 1)
    assert reordered.args == [("b", "a")]


def test_the_tab_in_front_takes_another_title(tabs: DocumentTabs) -> None:
    tabs.name_current("Salt & pepper")
    assert [tabs.tabText(index) for index in range(2)] == ["Salt && pepper", "Two"]
    button = tabs.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, ToolButton)
    assert button.accessibleName() == "Close Salt & pepper"
    DocumentTabs().name_current("nobody is in front")
