"""The dialog: pages at the side, a search over all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.registry import ActionRegistry
from app.settings.keeper import SettingsKeeper
from app.settings_dialog import pages
from app.settings_dialog.dialog import SettingsDialog
from app.settings_dialog.keyboard_page import KeyboardPage


@pytest.fixture
def dialog(qtbot: QtBot, keeper: SettingsKeeper, registry: ActionRegistry) -> SettingsDialog:
    made = (
        ("general", "settings", pages.general(keeper)),
        ("canvas", "frame", pages.canvas(keeper, registry)),
        ("keyboard", "keyboard", KeyboardPage(keeper, registry.bound())),
    )
    shown = SettingsDialog([(id_, icon, page, page) for id_, icon, page in made], "canvas")
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_the_page_that_was_asked_for_is_in_front_and_the_search_has_the_keyboard(dialog: SettingsDialog) -> None:
    assert dialog.page == "canvas"
    assert dialog.search.hasFocus()
    dialog.buttons["general"].click()
    assert dialog.page == "general"


def test_the_search_goes_to_the_page_that_answers(dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.search, "last session")
    assert dialog.page == "general"
    assert not dialog.buttons["canvas"].isEnabled()
    dialog.search.setText("duplicate")
    assert dialog.page == "keyboard"
    dialog.search.setText("zeppelin")
    assert dialog.page == ""
    dialog.search.clear()
    assert dialog.page in dialog.buttons
    assert all(button.isEnabled() for button in dialog.buttons.values())


def test_escape_empties_the_search_before_it_closes(dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.search, "snap")
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_changes_elsewhere_is_shown(dialog: SettingsDialog, keeper: SettingsKeeper) -> None:
    before = dialog.grab().toImage()
    keeper.change(snap_grid=False)
    dialog.refresh()
    assert dialog.grab().toImage() != before
