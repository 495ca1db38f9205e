"""Who may have a person asked, and how often."""

from __future__ import annotations

import pytest

from sync.transports.lan import knocks
from sync.transports.lan.knocks import (
    FORGET_SECONDS,
    FREE_OF_ALL,
    FREE_QUESTIONS,
    MAX_REST_SECONDS,
    REST_SECONDS,
    Knocks,
)

EVE, BEN = "192.0.2.6", "192.0.2.7"


def refused(known: Knocks, address: str, now: float) -> bool:
    """Ask and be told no; tell whether it was asked at all."""
    asked = known.ask(address, now)
    if asked:
        known.settled(address, now, agreed=False)
    return asked


def test_tra56_who_is_refused_rests_twice_as_long_each_time() -> None:
    """TRA-56."""
    known, now, rest = Knocks(), 0.0, REST_SECONDS
    assert all(refused(known, EVE, now) for _ in range(FREE_QUESTIONS))
    for _ in range(FREE_OF_ALL - FREE_QUESTIONS):
        assert not refused(known, EVE, now + rest - 1)
        assert known.ask(BEN, now)  # Another neighbour does not rest with him.
        known.settled(BEN, now, agreed=True)
        now += rest
        assert refused(known, EVE, now)
        rest = min(2 * rest, MAX_REST_SECONDS)


def test_tra56_questions_that_are_open_count() -> None:
    """TRA-56: nobody fills the screen by asking before the last answer."""
    known = Knocks()
    assert [known.ask(EVE, 0.0) for _ in range(FREE_QUESTIONS + 1)] == [True] * FREE_QUESTIONS + [False]
    known.settled(EVE, 1.0, agreed=False)
    assert not known.ask(EVE, 1_000.0)


def test_tra56_a_yes_and_a_long_silence_wipe_it_out() -> None:
    """TRA-56."""
    known = Knocks()
    assert all(refused(known, EVE, 0.0) for _ in range(FREE_QUESTIONS - 1))
    assert known.ask(EVE, 0.0)
    known.settled(EVE, 0.0, agreed=True)
    assert all(refused(known, EVE, 0.0) for _ in range(FREE_QUESTIONS))
    assert not refused(known, EVE, 1.0)
    assert all(refused(known, EVE, FORGET_SECONDS + 1.0) for _ in range(FREE_QUESTIONS))


def test_tra56_many_addresses_are_one_neighbour_at_last() -> None:
    """TRA-56."""
    known = Knocks()
    asked = [refused(known, f"fe80::{number:x}", 0.0) for number in range(2 * FREE_OF_ALL)]
    assert sum(asked) == FREE_OF_ALL
    assert refused(known, BEN, REST_SECONDS)


def test_tra56_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-56."""
    monkeypatch.setattr(knocks, "MAX_REMEMBERED", 4)
    known = Knocks()
    for number in range(100):
        assert known.ask(f"fe80::{number:x}", 0.0)
        known.settled(f"fe80::{number:x}", 0.0, agreed=True)
    assert len(known._askers) <= 5
