"""The theme that every widget test stands on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
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
    theme_controller.choose(ThemeChoice.LIGHT)
