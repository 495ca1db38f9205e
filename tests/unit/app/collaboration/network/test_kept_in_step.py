"""Which diagrams of a workspace are kept in step."""

from __future__ import annotations

from app.collaboration.network.kept_in_step import KeptInStep
from sync.engine.effects import DocumentStatus


def status(unsent: int) -> DocumentStatus:
    return DocumentStatus(True, (), unsent, 0, 0, True, True, False)


def test_run18_at_the_start_those_with_unsent_work_come_first_and_then_those_changed_last() -> None:
    """RUN-18."""
    kept = KeptInStep(3)
    assert kept.first("abcdef", recent="fedcb", unsent="a") == ["e", "f", "a"]
    assert kept.first("abcd", recent="", unsent="abcd") == ["d", "c", "b", "a"]


def test_run18_what_was_not_used_for_longest_is_let_go_of() -> None:
    """RUN-18."""
    kept = KeptInStep(2)
    assert kept.use("a") == kept.use("b") == []
    assert not kept.has_room
    assert kept.use("a") == []
    assert kept.use("c") == ["b"]
    assert ("a" in kept, "b" in kept, "c" in kept) == (True, False, True)


def test_run18_what_a_window_shows_or_nobody_else_has_stays() -> None:
    """RUN-18."""
    kept = KeptInStep(2)
    kept.use("a")
    kept.window("a", shows=True)
    kept.use("b")
    kept.note("b", status(unsent=1))
    assert kept.use("c") == []
    assert kept.use("d") == ["c"]
    kept.note("b", status(unsent=0))
    kept.window("a", shows=False)
    assert kept.use("e") == ["a", "b"]
