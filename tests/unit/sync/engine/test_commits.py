"""What waits for the disk."""

from __future__ import annotations

from sync.engine.attention import Attention
from sync.engine.commits import Commits
from sync.engine.effects import Effect, Persist, WakeAt
from sync.engine.records import WorkspaceRow

ROW = WorkspaceRow("0a" * 16, "0b" * 16)


def said(at: float) -> list[Effect]:
    return [WakeAt(at)]


def test_eng21_what_follows_comes_once_its_rows_are_durable_and_in_order() -> None:
    """ENG-21."""
    commits = Commits(Attention())
    assert commits.persist([ROW], lambda: said(1)) == [Persist(1, (ROW,))]
    assert commits.persist([], lambda: said(2)) == []
    assert commits.persist([ROW], lambda: said(3)) == [Persist(2, (ROW,))]
    assert commits.persisted(1) == [WakeAt(1), WakeAt(2)]
    assert commits.busy
    assert commits.persisted(2) == [WakeAt(3)]
    assert commits.persisted(2) == []
    assert not commits.busy


def test_eng21_nothing_on_the_way_means_at_once() -> None:
    """ENG-21."""
    commits = Commits(Attention())
    assert commits.after(lambda: said(1)) == [WakeAt(1)]
    assert commits.persist([]) == []
    commits.persist([ROW])
    commits.persist([ROW])
    assert commits.after(lambda: said(2)) == []
    assert commits.persisted(2) == [WakeAt(2)]
