"""Settings are in force, told and on the disk as soon as they change."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.settings.keeper import SettingsKeeper
from app.settings.settings_file import NAME, load
from app.settings.values import Settings


def test_a_change_is_told_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path)
    with qtbot.waitSignal(keeper.changed) as told:
        keeper.change(wheel_zooms=True, theme="dark")
    assert told.args == [Settings(wheel_zooms=True, theme="dark")]
    assert SettingsKeeper(tmp_path).settings == keeper.settings


def test_what_changes_nothing_is_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path)
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.change(theme="system")
    assert not (tmp_path / NAME).exists()


def test_what_cannot_be_written_is_in_force_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "nowhere")
    with qtbot.waitSignal(keeper.failed):
        keeper.change(theme="dark")
    assert keeper.settings.theme == "dark"
    assert load(tmp_path / "nowhere").settings.theme == "system"
