from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.catalogue import BY_ID
from app.panels.document_tabs import DocumentTab
from app.panels.top_bar import TopBar
from app.widgets.menu import Menu


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar()
    qtbot.addWidget(made)
    made.resize(1200, 48)
    made.show()
    return made


def test_home_is_asked_for(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.waitSignal(bar.home_requested):
        qtbot.mouseClick(bar.home, Qt.MouseButton.LeftButton)


def test_the_buttons_at_the_end_stand_for_actions_and_have_names(bar: TopBar) -> None:
    buttons = bar.buttons()
    assert set(buttons) <= set(BY_ID) | {"view.present"}
    assert all(button.accessibleName() or button.text() for button in buttons.values())


def test_what_cannot_be_used_says_why(bar: TopBar) -> None:
    for button in (bar.share, bar.undo):
        button.set_reason("Nothing was done yet")
        assert not button.isEnabled()
        assert "Nothing was done yet" in button.toolTip()
        assert button.accessibleDescription() == "Nothing was done yet"
        button.set_reason("")
        assert button.isEnabled()
        assert "Nothing" not in button.toolTip()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_button_is_there_once_there_is_a_menu(qtbot: QtBot, bar: TopBar) -> None:
    assert not bar.menu_button.isVisible()
    menu = Menu("Menu", bar)
    menu.add("Quit", lambda: None)
    bar.set_menu(menu)
    qtbot.mouseClick(bar.menu_button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


def test_a_single_document_needs_no_tabs(bar: TopBar) -> None:
    bar.set_tabs([DocumentTab("a", "One")], "a")
    assert not bar.tabs.isVisible()
    bar.set_tabs([DocumentTab("a", "One"), DocumentTab("b", "Two")], "b")
    assert bar.tabs.isVisible()


def test_status_title_and_workspace(bar: TopBar) -> None:
    bar.set_status("Cannot save: disk full", "danger")
    bar.set_title("Plan <b>x</b>")
    bar.set_workspace("Personal")
    assert bar.status.text() == "Cannot save: disk full"
    assert bar.status.property("pill") == "danger"
    assert bar.title.text() == "Plan <b>x</b>"
    assert bar.workspace.text() == "Personal"


def test_it_fits_into_the_narrowest_window(bar: TopBar) -> None:
    bar.set_title("A rather long title of a diagram that somebody wrote")
    bar.set_status("Saved locally · 2 peers on this network · relay off", "ok")
    bar.set_tabs([DocumentTab(str(number), f"Diagram {number}") for number in range(12)], "3")
    assert bar.minimumSizeHint().width() <= 960


def test_the_status_is_as_wide_as_its_text_also_after_a_longer_one(bar: TopBar) -> None:
    bar.set_status("Saved locally", "ok")
    width = bar.status.sizeHint().width()
    bar.set_status("Saved locally · catching up with the relay", "busy")
    bar.set_status("Saved locally", "ok")
    assert bar.status.sizeHint().width() == width
    assert bar.status.minimumWidth() == width
