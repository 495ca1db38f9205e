from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialogs.passphrase_strength import SHORTEST, Strength, guess_bits, strength


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("", Strength.SHORT),
        ("Xy7!kq2", Strength.SHORT),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("1234567890123", Strength.WEAK),
        ("password1234", Strength.WEAK),
        ("abcdefghijklmnop", Strength.WEAK),
        ("plumb otter cello", Strength.FAIR),
        ("plumb otter cello grape tundra", Strength.GOOD),
        ("v9#Kd2!pQz8@Lm", Strength.GOOD),
    ],
)
def test_ratings(text: str, rating: Strength) -> None:
    assert strength(text) is rating


@given(st.text(max_size=60))
def test_every_text_has_a_rating(text: str) -> None:
    assert guess_bits(text) >= 0.0
    assert (strength(text) is Strength.SHORT) == (len(text) < SHORTEST)


@given(st.integers(1, 40))
def test_repeating_a_letter_adds_nothing(count: int) -> None:
    assert guess_bits("q" * (count + 3)) <= guess_bits("qqq")
