from __future__ import annotations

import pytest

from app.theme.qss_surfaces import surfaces_sheet
from app.theme.tokens import DARK
from app.widgets.badge import LEVELS


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_of_a_pill_has_a_look(level: str) -> None:
    assert f'QLabel[pill="{level}"]' in surfaces_sheet(DARK)
