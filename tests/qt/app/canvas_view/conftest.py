from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.theme.theme import ThemeController
from tests.support.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, themes: ThemeController, tmp_path: Path) -> Iterator[Stage]:
    """A running program with an empty diagram in front."""
    made = Stage(tmp_path / "profile")
    made.begin()
    yield made
    made.end()
