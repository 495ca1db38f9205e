"""Finding by a few letters: how well a text answers what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass

MAX_QUERY = 60
_WORD_START, _RUN, _LETTER, _WHOLE = 8.0, 5.0, 1.0, 6.0
_SCATTERED = 0.35
"""Share of what letters must earn that are found one by one: fewer than that is chance."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a text answers a query.

    Attributes:
        score: the larger the better.
        places: positions in the text of the letters that were found, for showing them.
    """

    score: float
    places: tuple[int, ...] = ()


def match(query: str, text: str, keywords: str = "") -> Match | None:
    """Return how a text answers a query, or None when it does not.

    Every word of the query must be found, in any order: at best as the beginning of a word, else within one, else letter by letter.

    Args:
        query: what was typed; longer than MAX_QUERY is cut.
        text: what is shown.
        keywords: further words by which it is found, without a place to show.
    """
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    score, places = 0.0, set[int]()
    for word in query[:MAX_QUERY].casefold().split():
        found = _in(word, folded)
        if found is None:
            other = _in(word, keywords.casefold())
            if other is None:
                return None
            score += other.score / 2
            continue
        score += found.score
        places.update(found.places)
    return Match(score - len(text) / 100.0, tuple(sorted(places)))


def _in(word: str, text: str) -> Match | None:
    best = _as_part(word, text)
    if best is None and len(word) > 1:
        best = _scattered(word, text)
    return best


def _as_part(word: str, text: str) -> Match | None:
    """Return the best place where the word stands in one piece."""
    best: Match | None = None
    at = text.find(word)
    while at >= 0:
        begins = at == 0 or not text[at - 1].isalnum()
        end = at + len(word)
        whole = begins and (end == len(text) or not text[end].isalnum())
        score = len(word) * (_LETTER + _RUN) + (_WORD_START if begins else 0.0) + (_WHOLE if whole else 0.0)
        if best is None or score > best.score:
            best = Match(score, tuple(range(at, end)))
        at = text.find(word, at + 1)
    return best


def _scattered(word: str, text: str) -> Match | None:
    """Return the word's letters in order, preferring beginnings of words: "btf" is "Bring to front"."""
    places: list[int] = []
    score, at = 0.0, 0
    for letter in word:
        begin = _next_word_start(text, letter, at)
        place = begin if begin >= 0 else text.find(letter, at)
        if place < 0:
            return None
        follows = bool(places) and place == places[-1] + 1
        score += _LETTER + (_WORD_START if begin == place and begin >= 0 else _RUN if follows else 0.0)
        places.append(place)
        at = place + 1
    return Match(score / 2, tuple(places)) if score >= _SCATTERED * len(word) * _WORD_START else None


def _next_word_start(text: str, letter: str, start: int) -> int:
    """Return where the next word begins with a letter, or -1."""
    at = text.find(letter, start)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(letter, at + 1)
    return at
