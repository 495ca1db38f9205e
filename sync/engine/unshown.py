"""Updates that the library got lately while no window showed their document.

A window reads the library and tells that it shows the document, and the engine hears of that later than of what came to the library in
between: that is in neither. What is applied twice changes nothing, so such a window is given everything of that time; or, where that
was more than is kept for it, it reads the library once more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.engine.effects import ApplyUpdate, NewWriter

SHOWN_WITHIN_S = 10.0
"""A window that read the library longer ago than this is not thought of: it takes milliseconds."""

MOST_BYTES = 16 << 20
"""Most that is kept of all documents of a workspace together."""


@dataclass(slots=True)
class UnshownRoom:
    """What the documents of one workspace keep together, in bytes."""

    used: int = 0


class Unshown:
    """The updates of one document, for a while."""

    def __init__(self, document: str, room: UnshownRoom) -> None:
        """Start with none."""
        self._document, self._room = document, room
        self._kept: deque[tuple[float, ApplyUpdate]] = deque()
        self._left_out_until: float | None = None

    def add(self, updates: Iterable[ApplyUpdate], now: float) -> None:
        """Keep updates that are in the library now, or that there were too many of them."""
        self.forget(now)
        for one in updates:
            if self._left_out_until is None and self._room.used + len(one.update) <= MOST_BYTES:
                self._kept.append((now, one))
                self._room.used += len(one.update)
            else:
                self.drop()
                self._left_out_until = now + SHOWN_WITHIN_S

    def due(self) -> float | None:
        """Return when to `forget` some; None while there are none. What a document began with may be all of it."""
        return self._kept[0][0] + SHOWN_WITHIN_S if self._kept else self._left_out_until

    def take(self, now: float) -> Sequence[ApplyUpdate | NewWriter]:
        """Return what gives a window that has just opened what it may lack, in order, and keep it no longer."""
        self.forget(now)
        taken = [one for _, one in self._kept]
        left_out = self._left_out_until is not None
        self.drop()
        return [NewWriter(self._document)] if left_out else taken

    def forget(self, now: float) -> None:
        """Let go of what a window that opens now has read."""
        while (due := self.due()) is not None and due <= now:
            if self._kept:
                self._room.used -= len(self._kept.popleft()[1].update)
            else:
                self._left_out_until = None

    def drop(self) -> None:
        """Let go of everything."""
        self._room.used -= sum(len(one.update) for _, one in self._kept)
        self._kept.clear()
        self._left_out_until = None
