"""DOC-16, DOC-17: order keys."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from canvas.model.ordering import LONGEST, between, many_between


def lot(seed: int = 1) -> random.Random:
    return random.Random(seed)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), max_size=30), st.randoms(use_true_random=False))
def test_keys_go_in_between_wherever_one_inserts(steps: list[tuple[int, int]], rng: random.Random) -> None:
    """DOC-16."""
    keys: list[str] = []
    for at, count in steps:
        at %= len(keys) + 1
        behind = keys[at - 1] if at else None
        front = keys[at] if at < len(keys) else None
        keys[at:at] = many_between(behind, front, count, rng.randrange)
        assert keys == sorted(set(keys))


def test_keys_at_either_end_stay_short() -> None:
    """DOC-16."""
    last, first, rng = between(None, None), None, lot()
    for _ in range(10_000):
        new = between(last, None, rng.randrange)
        assert new > last
        last = new
        new = between(None, first, rng.randrange)
        assert first is None or new < first
        first = new
    assert max(len(last), len(first or "")) <= 6
    assert max(map(len, many_between(None, None, 10_000, rng.randrange))) <= 6


def test_keys_in_one_gap_grow_by_a_digit_in_six_inserts() -> None:
    """DOC-16."""
    low, high = many_between(None, None, 2)
    for _ in range(600):
        high = between(low, high)
    assert len(high) <= 600 / 5 + 6


def test_many_keys_in_one_gap_are_short() -> None:
    """DOC-16."""
    low, high = many_between(None, None, 2)
    keys = [low, *many_between(low, high, 5000), high]
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 8


def test_two_people_rarely_draw_the_same_key() -> None:
    """DOC-17."""
    low, high = many_between(None, None, 2)
    for a, b in ((low, high), (None, low), (high, None), (None, None)):
        ana, ben = lot(1), lot(2)
        equal = sum(between(a, b, ana.randrange) == between(a, b, ben.randrange) for _ in range(5000))
        assert equal <= 10


@given(st.text(), st.text(), st.integers(1, 4))
def test_keys_of_other_programs_never_stop_an_insert(a: str, b: str, count: int) -> None:
    """DOC-16."""
    keys = many_between(a, b, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(key > a for key in keys)
    keys = many_between(None, b, count)
    assert keys == sorted(set(keys))


def test_equal_and_crossed_neighbours() -> None:
    """DOC-16."""
    low, high = many_between(None, None, 2)
    assert between(low, low) > low
    assert between(high, low) > high


def test_what_only_looks_like_a_key_is_not_computed_with() -> None:
    """DOC-16."""
    for foreign in ("a", "a00", "b05", "Zz0", "5", "a!", "a" * (LONGEST + 1), "b0"):
        assert between(foreign, None).startswith(foreign)
    for own in ("a0", "a01", "Zz", "bz0", "Yzz"):
        assert not between(own, None).startswith(own + "0")
