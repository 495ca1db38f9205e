from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest

from relay_server.domain.activity import LastEdit
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


def test_what_could_not_be_written_is_kept(team: RelayTeam) -> None:
    transactions = Refusing(team.house.env.transactions)
    counter = ActivityCounter(transactions)
    user = team.founder.user
    counter.edited(team.workspace, user, PLAN, 5, 2)
    counter.rooms(team.workspace, 5, 4)
    with pytest.raises(StorageError):
        counter.flush()
    counter.edited(team.workspace, user, PLAN, 9)
    counter.opened(team.workspace, user, PLAN, 9)
    counter.rooms(team.workspace, 5, 1)
    counter.edited("ab" * 16, user, PLAN, 9)
    transactions.refuses = False
    assert counter.flush() == 2
    assert counter.flush() == 0
    with team.house.env.transactions.read() as unit:
        (day,) = unit.activity.days(team.workspace, 0, 0)
        assert (day.edits, day.sessions, day.peak_rooms) == (3, 1, 4)
        assert unit.activity.last_edit(team.workspace, PLAN) == LastEdit(PLAN, user, 9, 3)


def test_days_are_counted_apart(team: RelayTeam) -> None:
    counter = ActivityCounter(team.house.env.transactions)
    for time in (DAY - 1, DAY):
        counter.edited(team.workspace, team.founder.user, PLAN, time)
    counter.flush()
    with team.house.env.transactions.read() as unit:
        assert [day.day for day in unit.activity.days(team.workspace, 0, 9)] == [0, 1]
