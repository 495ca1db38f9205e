from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from canvas.qt.app_runtime import headless_app
from canvas.qt.painter import PaintTools


@pytest.fixture(autouse=True)
def painting(qapp: QApplication) -> None:
    headless_app()


@pytest.fixture
def tools() -> PaintTools:
    return PaintTools()
