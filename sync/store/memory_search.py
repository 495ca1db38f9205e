"""The matching of words that the store in memory does without an engine."""

from __future__ import annotations

import re
import unicodedata


def tokens(text: str) -> list[str]:
    """Split text into comparable words: without accents and case, as the index of the encrypted store does."""
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return re.findall(r"[^\W_]+", plain.casefold())


def matches(text: list[str], words: list[list[str]]) -> bool:
    """Tell whether every word, a phrase of tokens whose last is a prefix, occurs."""

    def occurs(word: list[str]) -> bool:
        *exact, prefix = word
        size = len(exact)
        starts = range(len(text) - size)
        return any(text[at : at + size] == exact and text[at + size].startswith(prefix) for at in starts)

    return all(occurs(word) for word in words if word)
