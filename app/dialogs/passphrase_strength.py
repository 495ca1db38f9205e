"""How hard a passphrase is to guess: a rough, cautious estimate that needs no dictionary."""

from __future__ import annotations

import math
from enum import StrEnum

SHORTEST = 10
"""Fewest characters that are accepted."""
_WEAK_BITS = 45.0
_FAIR_BITS = 65.0
_WORD_BITS = 11.0
_CLASSES = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (str.isspace, 1))
_OTHER_CLASS = 33
_COMMON = ("password", "passwort", "123456", "qwerty", "qwertz", "letmein", "iloveyou", "admin", "welcome", "abc123")


class Strength(StrEnum):
    """What the hint says."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def _alphabet(text: str) -> int:
    size = sum(count for test, count in _CLASSES if any(test(character) for character in text))
    others = any(not any(test(character) for test, _ in _CLASSES) for character in text)
    return max(2, size + (_OTHER_CLASS if others else 0))


def _without_patterns(text: str) -> int:
    """Return how many characters are left when repeats and runs such as "aaaa" or "1234" count once."""
    count = 0
    for index, character in enumerate(text):
        step = ord(character) - ord(text[index - 1]) if index else None
        if index < 2 or step not in {-1, 0, 1} or ord(text[index - 1]) - ord(text[index - 2]) != step:
            count += 1
    return count


def guess_bits(text: str) -> float:
    """Return an estimate of the bits a guesser has to find."""
    lowered = text.lower()
    for word in _COMMON:
        if word in lowered:
            text = text[: lowered.index(word)] + text[lowered.index(word) + len(word) - 1 :]
            lowered = text.lower()
    by_characters = _without_patterns(text) * math.log2(_alphabet(text))
    words = {word for word in lowered.split() if len(word) > 2}
    # Several words are guessed word by word, not letter by letter.
    return min(by_characters, len(words) * _WORD_BITS * 1.4) if len(words) >= 3 else by_characters


def strength(text: str) -> Strength:
    """Return what to say about a passphrase."""
    if len(text) < SHORTEST:
        return Strength.SHORT
    bits = guess_bits(text)
    if bits < _WEAK_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _FAIR_BITS else Strength.GOOD
