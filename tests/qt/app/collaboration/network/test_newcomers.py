from __future__ import annotations

import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.collaboration.network.newcomers import Newcomers
from app.theme.theme import ThemeController
from sync.account.invitations import Doors
from sync.errors import StepUpRequired, SyncError
from tests.support.account_stage import AccountStage
from tests.support.app_relay import app_relay


def test_an_administrator_opens_accounts_and_is_asked_who_it_is_when_that_was_long_ago(
    themes: ThemeController, tmp_path: Path, qtbot: QtBot
) -> None:
    codes: list[str] = []
    failures: list[SyncError] = []
    with app_relay(tmp_path) as relay:
        relay.house.clock.now = time.time_ns() // 1_000_000
        relay.house.owner()
        olive = AccountStage(tmp_path / "olive", qtbot)
        olive.sign_in(relay.url)
        newcomers, seen = Newcomers(olive.window.account, olive.window), []
        newcomers.look(lambda: seen.append(True))
        qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
        assert newcomers.doors.opens_accounts
        newcomers.look(lambda: seen.append(False))
        newcomers.open("", codes.append, failures.append, None)
        qtbot.waitUntil(lambda: len(codes) == 1, timeout=10_000)
        relay.house.clock.now += 6 * 60_000
        newcomers.open("", codes.append, failures.append, None)
        qtbot.waitUntil(lambda: bool(failures), timeout=10_000)
        assert isinstance(failures[0], StepUpRequired)
        newcomers.open("", codes.append, failures.append, lambda _then: seen.append(True))
        qtbot.waitUntil(lambda: len(seen) == 2, timeout=10_000)
        olive.end()
    assert len(codes) == 1


def test_who_administers_nothing_opens_nothing(themes: ThemeController, tmp_path: Path, qtbot: QtBot) -> None:
    with app_relay(tmp_path, registration="open", mail={"mode": "smtp"}) as relay:
        relay.house.owner()
        olive = AccountStage(tmp_path / "olive", qtbot)
        olive.sign_in(relay.url)
        newcomers = Newcomers(olive.window.account, olive.window)
        asked: list[bool] = []
        newcomers.look(lambda: asked.append(True))
        # The next answer comes after the one that was asked for before.
        failures: list[SyncError] = []
        codes: list[str] = []
        newcomers.open("", codes.append, failures.append, None)
        qtbot.waitUntil(lambda: bool(codes or failures), timeout=10_000)
        assert newcomers.doors == Doors(opens_accounts=False, mails=True)
        assert asked == []
        olive.end()
