from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest

from relay_server.domain.activity import LastEdit, day_of
from relay_server.errors import StorageError
from relay_server.service.activity_counter import ActivityCounter
from tests.support.relay_team import RelayTeam

PLAN = "0d" * 16
DAY = 86_400_000


class Refusing:
    """Transactions that refuse as long as they are told to."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.refuses = inner, True

    def read(self) -> AbstractContextManager[Any]:
        found: AbstractContextManager[Any] = self.inner.read()
        return found

    def write(self) -> AbstractContextManager[Any]:
        if self.refuses:
            raise StorageError("no")
        found: AbstractContextManager[Any] = self.inner.write()
        return found


def counter_of(team: RelayTeam, transactions: Any = None) -> ActivityCounter:
    env = team.house.env
    return ActivityCounter(transactions or env.transactions, team.house.clock)


def store(team: RelayTeam, counter: ActivityCounter, edits: int, workspace: str | None = None) -> None:
    with team.house.env.transactions.write() as unit:
        counter.note(unit, {(workspace or team.workspace, team.founder.user, PLAN): edits})


def test_what_could_not_be_written_is_kept(team: RelayTeam) -> None:
    transactions = Refusing(team.house.env.transactions)
    counter, user, now = counter_of(team, transactions), team.founder.user, team.house.clock.now
    today = day_of(now)
    store(team, counter, 2)
    counter.rooms(team.workspace, now, 4)
    with pytest.raises(StorageError):
        counter.flush()
    team.house.clock.forward(seconds=4)
    store(team, counter, 1)
    counter.opened(team.workspace, user, PLAN, now)
    counter.rooms(team.workspace, now, 1)
    store(team, counter, 5, "ab" * 16)
    transactions.refuses = False
    assert counter.flush() == 2
    assert counter.flush() == 0
    with team.house.env.transactions.read() as unit:
        (day,) = unit.activity.days(team.workspace, today, today)
        assert (day.edits, day.sessions, day.peak_rooms) == (3, 1, 4)
        assert unit.activity.last_edit(team.workspace, PLAN) == LastEdit(PLAN, user, now + 4_000, 3)


def test_what_a_process_that_died_had_noted_is_counted_by_the_next_once(team: RelayTeam) -> None:
    """WSP-40."""
    store(team, counter_of(team), 7)
    for _ in range(2):
        counter_of(team).flush()
    today = day_of(team.house.clock.now)
    with team.house.env.transactions.read() as unit:
        assert [day.edits for day in unit.activity.days(team.workspace, today, today)] == [7]


def test_a_note_goes_with_its_edits_if_they_are_rolled_back(team: RelayTeam) -> None:
    counter = counter_of(team)

    def fail() -> None:
        with team.house.env.transactions.write() as unit:
            counter.note(unit, {(team.workspace, team.founder.user, PLAN): 1})
            raise StorageError("no space")

    with pytest.raises(StorageError):
        fail()
    assert counter.flush() == 0


def test_days_are_counted_apart(team: RelayTeam) -> None:
    counter, clock = counter_of(team), team.house.clock
    first = day_of(clock.now)
    clock.now = (first + 1) * DAY - 1
    store(team, counter, 1)
    clock.now += 1
    store(team, counter, 1)
    counter.flush()
    with team.house.env.transactions.read() as unit:
        days = unit.activity.days(team.workspace, first, first + 9)
        assert [(day.day, day.edits) for day in days] == [(first, 1), (first + 1, 1)]
