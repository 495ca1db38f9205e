"""What waits for which rows to be durable: nothing of this device is sent, and nothing acknowledged, before.

Rows are handed out in the order in which they must be stored, each lot with a token. What is to follow runs when its
token comes back, so it sees the world as it is then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sync.engine.attention import Attention
from sync.engine.effects import Effect, Persist
from sync.engine.records import Row

Then: TypeAlias = Callable[[], list[Effect]]
"""What follows once rows are durable."""


class Commits:
    """Lots of rows on their way to the disk, in order."""

    def __init__(self, attention: Attention) -> None:
        """Start with nothing on the way; what follows concerns the documents that asked for it."""
        self._attention = attention
        self._last = 0
        self._waiting: deque[tuple[int, list[Then]]] = deque()

    @property
    def busy(self) -> bool:
        """True while something is on the way."""
        return bool(self._waiting)

    def persist(self, rows: Sequence[Row], then: Then | None = None) -> list[Effect]:
        """Ask for rows to be stored.

        Args:
            rows: What to store; if there is nothing, ``then`` follows what is on the way already.
            then: What follows.
        """
        if not rows:
            return self.after(then) if then is not None else []
        self._last += 1
        self._waiting.append((self._last, [self._attention.kept(then)] if then is not None else []))
        return [Persist(self._last, tuple(rows))]

    def after(self, then: Then) -> list[Effect]:
        """Do something once everything that is on the way now is durable; at once if nothing is."""
        if not self._waiting:
            return then()
        self._waiting[-1][1].append(self._attention.kept(then))
        return []

    def persisted(self, token: int) -> list[Effect]:
        """Take a token that came back, and do what waited for it (and for any before it)."""
        effects: list[Effect] = []
        while self._waiting and self._waiting[0][0] <= token:
            for then in self._waiting.popleft()[1]:
                effects += then()
        return effects
