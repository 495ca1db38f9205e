"""The status tells what is on the disk and nothing else."""

from __future__ import annotations

from app.library.save_state import Level, SaveState


def test_an_edit_is_pending_until_its_commit() -> None:
    state = SaveState().handed_over(1).handed_over(2).committed(1)
    assert (state.pending, state.level) == (1, Level.BUSY)
    assert state.committed(2).level is Level.OK


def test_counters_never_run_backwards() -> None:
    state = SaveState().handed_over(5).committed(5)
    assert state.handed_over(3).committed(2) == state


def test_a_failure_shows_until_a_commit_succeeds() -> None:
    state = SaveState().handed_over(1).failed("disk full")
    assert (state.level, state.failure) == (Level.DANGER, "disk full")
    assert state.committed(1).level is Level.OK


def test_edits_without_room_in_the_queue_are_pending() -> None:
    state = SaveState().handed_over(2).committed(2).holding(3, "queue full")
    assert (state.pending, state.level) == (3, Level.DANGER)
    assert state.handed_over(3, held=2).pending == 3


def test_what_can_never_be_stored_is_not_forgotten_after_a_success() -> None:
    state = SaveState().handed_over(2).given_up("the document is gone")
    later = state.committed(2).failed("disk full").given_up("again")
    assert (later.level, later.failure) == (Level.DANGER, "the document is gone")
