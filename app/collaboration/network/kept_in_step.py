"""Which diagrams of a workspace its engine keeps in step: a relay lets one connection into so many rooms and no more.

Those that a window shows, those with work of one's own that nobody else has, and then those that were used last. The others are in
the library with their title, and come in step when they are opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sync.engine.effects import DocumentStatus


@dataclass(slots=True)
class KeptInStep:
    """The diagrams of one workspace that its engine has.

    Attributes:
        most: so many at once, but for those that are open or have work of one's own.
    """

    most: int
    _used: dict[str, None] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _unsent: set[str] = field(default_factory=set)

    def __contains__(self, document: str) -> bool:
        return document in self._used

    @property
    def has_room(self) -> bool:
        """Whether one more can be taken without letting go of another one."""
        return len(self._used) < self.most

    def first(self, documents: Iterable[str], recent: Sequence[str], unsent: Iterable[str]) -> list[str]:
        """Return which to begin with, those used last at the end.

        Args:
            documents: all of the workspace that the library has.
            recent: diagrams of the library, those changed last first.
            unsent: those with work that never left this device.
        """
        self._unsent |= set(unsent)
        place = {document: at for at, document in enumerate(recent)}
        ordered = sorted(documents, key=lambda one: (one not in self._unsent, place.get(one, len(place)), one))
        return ordered[: max(self.most, len(self._unsent))][::-1]

    def use(self, document: str) -> list[str]:
        """Take in that a diagram is used now; return those to let go of."""
        self._used.pop(document, None)
        self._used[document] = None
        free = [one for one in self._used if one not in self._open and one not in self._unsent and one != document]
        gone = free[: max(0, len(self._used) - self.most)]
        for one in gone:
            del self._used[one]
        return gone

    def window(self, document: str, *, shows: bool) -> None:
        """Take in that a window shows a diagram, or does not any more."""
        (self._open.add if shows else self._open.discard)(document)

    def note(self, document: str, status: DocumentStatus) -> None:
        """Take in what is true of a diagram."""
        (self._unsent.add if status.unsent else self._unsent.discard)(document)
