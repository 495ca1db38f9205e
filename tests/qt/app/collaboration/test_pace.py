"""Tests of how often what others do is shown."""

from __future__ import annotations

from collections.abc import Iterator
from time import thread_time

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.collaboration.pace import CREDIT_MS, SHARE, Pace, owed_ms


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


def test_what_comes_after_a_rest_is_shown_without_another_and_a_flood_is_not() -> None:
    """Four edits of 5 ms in a row owe less than the credit; what goes on like that rests twice as long as it works."""
    owed = 0.0
    for _ in range(4):
        owed = owed_ms(owed, 1.0, 5.0)
    assert owed < CREDIT_MS
    for _ in range(50):
        owed = owed_ms(owed, max(8.0, owed - CREDIT_MS), 20.0)
    assert owed - CREDIT_MS == SHARE * 20.0
    assert owed_ms(owed, 1000.0, 5.0) == SHARE * 5.0


@pytest.mark.parametrize(("works_ms", "rests"), [(1, False), (50, True)])
def test_it_rests_after_long_work_and_not_after_a_little(
    owner: QObject, qtbot: QtBot, works_ms: int, rests: bool
) -> None:
    told: list[str] = []

    def work() -> None:
        begun = thread_time()
        while 1000 * (thread_time() - begun) < works_ms:
            pass
        told.append("worked")

    pace = Pace(0, owner)
    pace.soon(work)
    qtbot.waitUntil(lambda: bool(told))
    assert (pace.rests_ms > 0) == rests
    assert pace.rests_ms >= (SHARE * works_ms - CREDIT_MS if rests else 0)
