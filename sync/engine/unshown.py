"""Updates that the library got lately while no window showed their document.

A window reads the library and tells that it shows the document, and the engine hears of that later than of what came to the library in
between: that is in neither. What is applied twice changes nothing, so such a window is given everything of that time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from sync.engine.effects import ApplyUpdate

SHOWN_WITHIN_S = 10.0
"""A window that read the library longer ago than this is not thought of: it takes milliseconds."""


class Unshown:
    """The updates of one document, for a while."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: deque[tuple[float, ApplyUpdate]] = deque()

    def add(self, updates: Iterable[ApplyUpdate], now: float) -> None:
        """Keep updates that are in the library now."""
        self.forget(now)
        self._kept += [(now, one) for one in updates]

    def due(self) -> float | None:
        """Return when to `forget` some; None while there are none. What a document began with may be all of it."""
        return self._kept[0][0] + SHOWN_WITHIN_S if self._kept else None

    def take(self, now: float) -> list[ApplyUpdate]:
        """Return what a window that has just opened may lack, in order, and keep it no longer."""
        self.forget(now)
        taken = [one for _, one in self._kept]
        self._kept.clear()
        return taken

    def forget(self, now: float) -> None:
        """Let go of what a window that opens now has read."""
        while (due := self.due()) is not None and due <= now:
            self._kept.popleft()
