from __future__ import annotations

from relay_server.domain.activity import Count, DayTotal, LastEdit, Total
from relay_server.domain.workspace import Workspace
from relay_server.ports.unit_of_work import Transactions

W, ANA, BEN, PLAN, LIST = "aa" * 16, "01" * 16, "02" * 16, "03" * 16, "04" * 16


def test_counts_add_up_by_day_user_and_document(transactions: Transactions) -> None:
    """WSP-40."""
    with transactions.write() as unit:
        unit.workspaces.add(Workspace(W, 1, bytes(32), 0, 5, None))
        activity = unit.activity
        activity.add(W, [])
        activity.add(W, [Count(7, ANA, PLAN, 2, 1), Count(7, BEN, PLAN, 1, 1), Count(8, ANA, LIST, 0, 1)])
        activity.add(W, [Count(7, ANA, PLAN, 3)])
        activity.set_comments(W, Count(7, ANA, PLAN, comments=4))
        activity.set_comments(W, Count(7, ANA, PLAN, comments=2))
        for rooms in (1, 3, 2):
            activity.peak(W, 7, rooms)
        activity.peak(W, 9, 1)
        assert activity.days(W, 7, 9) == [
            DayTotal(7, 6, 2, 2, 2, 1, 3),
            DayTotal(8, 0, 1, 0, 0, 0, 0),
            DayTotal(9, 0, 0, 0, 0, 0, 1),
        ]
        assert activity.by_user(W, 7, 8) == [Total(ANA, 5, 2, 2), Total(BEN, 1, 1, 0)]
        assert activity.by_document(W, 7, 8, 1) == [Total(PLAN, 6, 2, 2)]
        assert activity.days("bb" * 16, 0, 99) == []
        assert activity.prune(9) == 4
        assert activity.days(W, 0, 99) == [DayTotal(9, 0, 0, 0, 0, 0, 1)]


def test_the_newest_edit_stays(transactions: Transactions) -> None:
    with transactions.write() as unit:
        unit.workspaces.add(Workspace(W, 1, bytes(32), 0, 5, None))
        unit.activity.edited(W, [])
        unit.activity.edited(W, [LastEdit(PLAN, ANA, 20, 1)])
        unit.activity.edited(W, [LastEdit(PLAN, BEN, 10, 2)])
        assert unit.activity.last_edit(W, PLAN) == LastEdit(PLAN, ANA, 20, 3)
        unit.activity.edited(W, [LastEdit(PLAN, BEN, 20, 1)])
        assert unit.activity.last_edit(W, PLAN) == LastEdit(PLAN, BEN, 20, 4)
        assert unit.activity.last_edit(W, LIST) is None
