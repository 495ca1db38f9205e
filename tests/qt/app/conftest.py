"""The theme that every widget test stands on, and a running program for those that ask for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.theme.theme import ThemeChoice, ThemeController
from tests.support.stage import Stage


@pytest.fixture(scope="session")
def theme_controller(qapp: QApplication) -> ThemeController:
    """Return the one controller of the test process."""
    return ThemeController(qapp, ThemeChoice.LIGHT)


@pytest.fixture(autouse=True)
def themes(theme_controller: ThemeController) -> Iterator[ThemeController]:
    """Start and leave every test in the light theme."""
    theme_controller.choose(ThemeChoice.LIGHT)
    yield theme_controller
    # A widget that nobody owns lives on in its own connections, and every change of theme would polish it again.
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    theme_controller.choose(ThemeChoice.LIGHT)


@pytest.fixture
def stage(themes: ThemeController, tmp_path: Path) -> Iterator[Stage]:
    """A running program with an empty diagram in front."""
    made = Stage(tmp_path / "profile")
    made.begin()
    yield made
    made.end()
