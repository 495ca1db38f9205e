"""The colour of a person: it follows the person, so it is the same on every device and in every list."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping

from app.theme.tokens import PRESENCE, PRESENCE_MORE


def presence_color(person_id: str) -> str:
    """Return the colour of a person among strangers as "#rrggbb"; white text on it can be read."""
    return PRESENCE[zlib.crc32(person_id.encode()) % len(PRESENCE)]


def person_colors(people: Iterable[str], wishes: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of people who know each other: as long as there are enough, no two have the same one.

    Who came first keeps the colour; whoever knows the same order and the same wishes comes to the same colours.

    Args:
        people: ids in the order in which they came; those who left stay in it, so that nobody changes colour.
        wishes: colours ("#rrggbb") that people want; what is none of ours is no wish.
    """
    worn: Counter[str] = Counter()
    found = {}
    for person in people:
        wish = wishes.get(person, "")
        first = wish if wish in PRESENCE else presence_color(person)
        at = PRESENCE.index(first)
        # Of equally rare ones the first stays: the wanted one, its neighbours, then those kept for many people.
        found[person] = min((*PRESENCE[at:], *PRESENCE[:at], *PRESENCE_MORE), key=lambda color: worn[color])
        worn[found[person]] += 1
    return found
