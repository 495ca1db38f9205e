from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.theme.theme import ThemeController
from tests.support.account_stage import AccountStage
from tests.support.app_relay import app_relay
from tests.support.relay import Running


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Running]:
    """A relay with Olive as its first administrator; whoever likes may open an account."""
    with app_relay(tmp_path, registration="open") as running:
        running.house.owner()
        yield running


@pytest.fixture
def computer(
    request: pytest.FixtureRequest, themes: ThemeController, tmp_path: Path, qtbot: QtBot
) -> Iterator[AccountStage]:
    """A running program; it ends before its relay does."""
    if "relay" in request.fixturenames:
        request.getfixturevalue("relay")
    made = AccountStage(tmp_path / "computer", qtbot)
    yield made
    made.end()
