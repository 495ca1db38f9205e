from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.theme.motion import PANEL_MS, allow_motion, duration


@pytest.fixture(autouse=True)
def moving(qapp: object) -> Iterator[None]:
    yield
    allow_motion(True)


def test_nothing_takes_time_while_motion_is_reduced() -> None:
    allow_motion(False)
    assert duration(PANEL_MS) == 0
    allow_motion(True)
    assert duration(PANEL_MS) == PANEL_MS
