"""Tests of how often what others do is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.collaboration.pace import Pace


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def test_what_comes_at_once_is_one_run_in_the_next_turn(owner: QObject, qtbot: QtBot) -> None:
    runs: list[int] = []
    pace = Pace(1, owner)
    for number in range(9):
        pace.soon(lambda number=number: runs.append(number))  # type: ignore[misc]
    assert runs == []
    assert pace.waits
    qtbot.waitUntil(lambda: bool(runs))
    assert runs == [8]
    assert not pace.waits
    pace.soon(lambda: runs.append(9))
    qtbot.waitUntil(lambda: runs == [8, 9])


def test_between_two_runs_the_window_lives(owner: QObject, qtbot: QtBot) -> None:
    told: list[str] = []
    pace = Pace(60_000, owner)
    pace.soon(lambda: told.append("first"))
    qtbot.waitUntil(lambda: bool(told))
    pace.soon(lambda: told.append("second"))
    QTimer.singleShot(50, owner, lambda: told.append("other"))
    qtbot.waitUntil(lambda: "other" in told)
    assert told == ["first", "other"]


def test_what_was_stopped_is_not_run(owner: QObject, qtbot: QtBot) -> None:
    told: list[str] = []
    pace = Pace(1, owner)
    pace.soon(lambda: told.append("stopped"))
    pace.stop()
    QTimer.singleShot(50, owner, lambda: told.append("other"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["other"]
