"""From what a user typed to what is searched: words, each a prefix, without any syntax of the engine."""

from __future__ import annotations

import re
import unicodedata

from sync.store.records import SearchHit

MATCH_START, MATCH_END = "\x02", "\x03"
"""Marks around a match in a raw snippet; control characters are removed from indexed text, so they are unambiguous."""

MAX_WORDS = 16
"""Words beyond this are ignored."""

# Control characters, and halves of surrogate pairs, which cannot be stored as UTF-8.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def query_words(query: str) -> tuple[str, ...]:
    """Split a query at white space into the words to look for; what holds no letter or digit is left out."""
    words = _CONTROL.sub(" ", unicodedata.normalize("NFC", query)).split()
    return tuple(word for word in words if any(letter.isalnum() for letter in word))[:MAX_WORDS]


def match_expression(query: str) -> str | None:
    """Return an FTS5 expression that matches every word as a prefix; None when there is no word.

    Each word is a quoted string, in which FTS5 knows no syntax but the quote itself; the engine splits "a-b" like text.
    """
    words = query_words(query)
    return " AND ".join('"' + word.replace('"', '""') + '"*' for word in words) if words else None


def indexable(text: str, max_characters: int) -> str:
    """Return text as it is indexed: composed (NFC), without control characters, cut to a length."""
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text[:max_characters]))


def hit_from_snippet(document: str, title: str, record: str, marked: str) -> SearchHit:
    """Turn a snippet with marks into plain text and ranges."""
    plain: list[str] = []
    matches: list[tuple[int, int]] = []
    length = start = 0
    for piece in re.split(f"([{MATCH_START}{MATCH_END}])", marked):
        if piece == MATCH_START:
            start = length
        elif piece == MATCH_END:
            matches.append((start, length))
        else:
            plain.append(piece)
            length += len(piece)
    return SearchHit(document, title, record, "".join(plain), tuple(matches))
