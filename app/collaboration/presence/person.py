"""People at a diagram, as they are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.theme.person_color import presence_color
from app.theme.tokens import PRESENCE, PRESENCE_MORE
from sync.protocol.presence import Presence

LONGEST_NAME = 32
"""Characters of a name beside a pointer."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


@dataclass(frozen=True, slots=True)
class Member:
    """Who a device belongs to, from the membership log and the cards.

    Attributes:
        user: id of the person; the colour follows it.
        name: from the card, or "" while that is not known.
        may_edit: whether this person may change the diagram.
        color: "#rrggbb"; "" while it is not known who has which.
        picture: of the card; empty for none.
    """

    user: str
    name: str = ""
    may_edit: bool = True
    color: str = ""
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the diagram.

    Attributes:
        device: through which.
        user: id of the person.
        name: fit to be shown.
        color: "#rrggbb".
        may_edit: whether this person may change the diagram.
        presence: the last word.
        picture: of the card, or said by a guest or to one; empty for none.
    """

    device: str
    user: str
    name: str
    color: str
    may_edit: bool
    presence: Presence
    picture: bytes = field(default=b"", repr=False)

    @property
    def is_typing(self) -> bool:
        """Tell whether this person edits a label."""
        return self.presence.caret is not None


def people(present: Mapping[str, Presence], who: Callable[[str], Member | None]) -> tuple[Person, ...]:
    """Return everybody who is there and known, in the order of their names.

    Args:
        present: last words by device.
        who: whose device it is; None for one that has no place here, which is not shown.
    """
    found = []
    for device, presence in present.items():
        member = who(device)
        if member is not None:
            name = shown_name(member.name or presence.name or "")
            found.append(
                Person(
                    device,
                    member.user,
                    name,
                    member.color or _claimed(presence, member.user),
                    member.may_edit,
                    presence,
                    member.picture or presence.face or b"",
                )
            )
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.user, person.device)))


def in_hand(presence: Presence) -> set[str]:
    """Return the ids of the shapes that somebody selected, drags, or writes in."""
    ids = {*(presence.selection or ()), *(moved.shape for moved in presence.moved or ())}
    return ids if presence.caret is None else {*ids, presence.caret.shape}


def _claimed(presence: Presence, user: str) -> str:
    """Return the colour that somebody says he has, if it is one of ours; guests cannot read who has which."""
    claimed = f"#{presence.colour or 0:06X}"
    return claimed if claimed in (*PRESENCE, *PRESENCE_MORE) else presence_color(user)


@lru_cache(1024)
def shown_name(name: str) -> str:
    """Return a name on one line, without characters that are not seen or turn the direction of text around them."""
    words = name.split()
    plain = " ".join("".join(c for c in word if unicodedata.category(c) not in _UNSEEN) for word in words).strip()
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"
