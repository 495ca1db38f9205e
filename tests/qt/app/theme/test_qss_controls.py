from __future__ import annotations

import pytest

from app.theme.qss_controls import controls_sheet
from app.theme.tokens import LIGHT


@pytest.mark.parametrize("control", ["QPushButton", "QToolButton", "QLineEdit", "QComboBox", "QPlainTextEdit"])
def test_focus_is_visible_on(control: str) -> None:
    rules = [line for line in controls_sheet(LIGHT).splitlines() if line.startswith(f"{control}:focus")]
    assert rules
    assert all(LIGHT.accent_ring in rule for rule in rules)
