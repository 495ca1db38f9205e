from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions.registry import ActionRegistry, Binding
from app.settings.keeper import SettingsKeeper
from app.settings_dialog.facts import LibraryFacts, Wishes


@pytest.fixture
def keeper(qtbot: QtBot, tmp_path: Path) -> SettingsKeeper:
    return SettingsKeeper(tmp_path)


@pytest.fixture
def registry(qtbot: QtBot) -> ActionRegistry:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionRegistry(window)
    made.window_kept = window  # type: ignore[attr-defined]  the registry's owner must live as long as it
    for id_ in ("edit.undo", "edit.redo", "edit.duplicate", "arrange.group", "tool.rect"):
        made.bind(id_, Binding(lambda: None))
    made.bind("view.grid", Binding(lambda: None, enabled=lambda: False, checked=lambda: True, why=lambda: "No page"))
    made.refresh()
    return made


@pytest.fixture
def facts(tmp_path: Path) -> LibraryFacts:
    return LibraryFacts(tmp_path / "library", tmp_path / "log", 5_000_000, 12, "Your passphrase")


class Asked(list[str]):
    """What the dialog asked the window for."""

    def wishes(self) -> Wishes:
        return Wishes(lambda: self.append("backup"), lambda folder: self.append(folder.name))


@pytest.fixture
def asked() -> Asked:
    return Asked()
