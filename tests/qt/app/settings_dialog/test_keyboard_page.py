"""The keymap's page: new keys, conflicts, refusals, presets, the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.keymaps import effective, presets
from app.actions.registry import ActionRegistry
from app.settings.keeper import SettingsKeeper
from app.settings_dialog.keyboard_page import KeyboardPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, keeper: SettingsKeeper, registry: ActionRegistry) -> KeyboardPage:
    made = KeyboardPage(keeper, registry.bound())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def keys(keeper: SettingsKeeper, action: str) -> tuple[str, ...]:
    return effective(keeper.settings.keys)[action]


def record(page: KeyboardPage, action: str, key: Qt.Key, flags: Qt.KeyboardModifier = CTRL) -> None:
    page.list.go_to(action)
    page.recorder.click()
    QTest.keyClick(page.recorder, key, flags)


def test_recorded_keys_come_first_and_one_old_key_stays(page: KeyboardPage, keeper: SettingsKeeper) -> None:
    record(page, "edit.redo", Qt.Key.Key_J)
    assert keys(keeper, "edit.redo") == ("Ctrl+J", "Ctrl+Shift+Z")
    assert "Ctrl+J" in page._told.text()


def test_keys_of_another_action_are_taken_only_when_the_user_says_so(
    page: KeyboardPage, keeper: SettingsKeeper
) -> None:
    record(page, "edit.undo", Qt.Key.Key_D)
    assert "Duplicate" in page._told.text()
    assert keys(keeper, "edit.undo") == ("Ctrl+Z",)
    page.leave.click()
    assert keys(keeper, "edit.duplicate") == ("Ctrl+D",)
    record(page, "edit.undo", Qt.Key.Key_D)
    page.take.click()
    assert keys(keeper, "edit.undo") == ("Ctrl+D", "Ctrl+Z")
    assert keys(keeper, "edit.duplicate") == ()


@pytest.mark.parametrize(
    ("key", "flags"),
    [
        (Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_cannot_be_had_are_refused_with_a_reason(
    page: KeyboardPage, keeper: SettingsKeeper, key: Qt.Key, flags: Qt.KeyboardModifier
) -> None:
    record(page, "edit.undo", key, flags)
    assert page._told.property("tone") == "danger"
    assert keeper.settings.keys == {}


def test_keys_are_removed_and_reset(page: KeyboardPage, keeper: SettingsKeeper) -> None:
    page.list.go_to("edit.undo")
    assert not page.reset.isEnabled()
    page.remove.click()
    assert keys(keeper, "edit.undo") == ()
    assert not page.remove.isEnabled()
    page.reset.click()
    assert keeper.settings.keys == {}


def test_draw_io_is_one_click_away_and_so_is_the_way_back(page: KeyboardPage, keeper: SettingsKeeper) -> None:
    assert page.preset.current() == "default"
    page.preset.button("drawio").click()
    assert keys(keeper, "tool.rect") == ("D", "R")
    assert page.preset.current() == "drawio"
    record(page, "edit.undo", Qt.Key.Key_F6)
    assert page.preset.current() is None
    page.reset_all.click()
    assert keeper.settings.keys == {}
    assert page.preset.current() == "default"
    assert not page.reset_all.isEnabled()
    assert presets()


def test_actions_are_found_by_name_area_and_keys(page: KeyboardPage) -> None:
    assert page.narrow("dupl") == 1
    assert page.narrow("Ctrl+Z") >= 1
    assert page.narrow("zeppelin") == 0
    assert not page.recorder.isEnabled()
    assert page.narrow("keyboard") > 3
    assert page.narrow("") > 3
