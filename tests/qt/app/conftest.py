"""The theme that every widget test stands on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.theme.theme import ThemeChoice, ThemeController


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
