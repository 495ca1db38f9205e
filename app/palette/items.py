"""What the palette can find, and in which order it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.palette.fuzzy import Match, match


class Group(StrEnum):
    """Kinds of things, in the order in which equals are listed."""

    ACTION = "action"
    PAGE = "page"
    DIAGRAM = "diagram"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One thing to find.

    Attributes:
        id: stable within its group.
        title: shown.
        group: what it is.
        run: does it.
        icon: Lucide name, "" when `kind` is painted instead.
        kind: shape kind whose outline is shown, or "".
        key: combination in portable notation, or "".
        keywords: further words that find it.
        reason: why it is not possible now; "" when it is.
    """

    id: str
    title: str
    group: Group
    run: Callable[[], object] = field(compare=False)
    icon: str = ""
    kind: str = ""
    key: str = ""
    keywords: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An item that answers a query, with the letters that were found."""

    item: PaletteItem
    match: Match


_ORDER = {group: place for place, group in enumerate(Group)}
_IMPOSSIBLE = 6.0
"""What is not possible now comes after what is, unless it was clearly meant."""
MOST = 60
"""Answers beyond these help nobody."""


def answers(items: Iterable[PaletteItem], query: str) -> list[Answer]:
    """Return what answers a query, the best first."""
    found = [Answer(item, hit) for item in items if (hit := match(query, item.title, item.keywords)) is not None]

    def rank(answer: Answer) -> tuple[float, int, str]:
        item = answer.item
        return (-answer.match.score + (_IMPOSSIBLE if item.reason else 0.0), _ORDER[item.group], item.title.casefold())

    return sorted(found, key=rank)[:MOST]
