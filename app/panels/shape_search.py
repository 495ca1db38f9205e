"""Finding shapes by words: every word of the text must begin a word of the shape, or a word that means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.panels.library_category import LibraryCategory
from app.panels.shape_grid import LibraryShape

_ALIKE = (
    ("database", "db", "sql", "storage", "store"),
    ("person", "user", "people", "actor", "human", "member"),
    ("decision", "if", "branch", "choice", "condition"),
    ("phone", "mobile", "smartphone", "cell"),
    ("computer", "pc", "desktop", "workstation", "machine"),
    ("server", "host", "machine", "node"),
    ("box", "rectangle", "square", "container"),
    ("circle", "ellipse", "round", "oval"),
    ("picture", "image", "photo", "icon"),
    ("email", "mail", "message", "envelope"),
    ("start", "begin", "initial", "first"),
    ("end", "stop", "finish", "final", "last"),
    ("warning", "alert", "caution", "danger"),
    ("lock", "security", "secure", "private"),
    ("queue", "buffer", "topic", "stream"),
    ("chart", "graph", "diagram", "plot"),
    ("group", "container", "frame", "area", "boundary"),
    ("wait", "delay", "pause", "timer"),
    ("remove", "delete", "trash", "cross"),
    ("kubernetes", "cluster", "pod", "container"),
    ("lambda", "function", "serverless"),
    ("bucket", "blob", "object"),
)
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters."""
    return tuple(_WORD.findall(text.lower()))


def alike(word: str) -> tuple[str, ...]:
    """Return a word of a search and those that mean the same; what is not typed to its end means only itself."""
    return tuple(dict.fromkeys((word, *(other for group in _ALIKE if word in group for other in group))))


def find_shapes(categories: Sequence[LibraryCategory], text: str) -> tuple[LibraryShape, ...]:
    """Return the shapes that a text finds, each once: by their title before by other words, in the order of the library."""
    asked = [alike(word) for word in words_of(text)]
    found: dict[str, tuple[int, LibraryShape]] = {}
    for category in categories:
        heading = words_of(category.title)
        for shape in category.all():
            rank = _rank(asked, words_of(shape.title), (*words_of(f"{shape.keywords} {shape.kind}"), *heading))
            if rank is not None and rank < found.get(shape.kind, (99, shape))[0]:
                found[shape.kind] = (rank, shape)
    return tuple(shape for _, shape in sorted(found.values(), key=lambda pair: pair[0]))


def _rank(asked: Sequence[tuple[str, ...]], title: Sequence[str], others: Sequence[str]) -> int | None:
    """Return how far from the title a text was found, 0 being nearest; None when a word of it was not found."""
    worst = 0
    for same in asked:
        places = (
            (0, title[:1], same[:1]), (1, title, same[:1]), (2, others, same[:1]), (3, title, same[1:]), (4, others, same[1:]),
        )  # fmt: skip
        rank = next((rank for rank, words, wanted in places if _begins(words, wanted)), None)
        if rank is None:
            return None
        worst = max(worst, rank)
    return worst


def _begins(words: Iterable[str], wanted: Sequence[str]) -> bool:
    return any(word.startswith(begin) for word in words for begin in wanted)
