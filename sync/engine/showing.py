"""What a session shows a peer now and then: the newest envelope of each chain that moved (ENG-51).

Asked for after every event: as long as nothing moved, and right after it did, there is nothing to look at.
"""

from __future__ import annotations

from collections.abc import Mapping

from sync.engine.replica import Replica
from sync.protocol.membership.state import ChainKey

SHOW_SECONDS = 5.0
"""How often the newest envelopes are shown."""


class Showing:
    """What one side was shown of one document."""

    def __init__(self, replica: Replica, now: float) -> None:
        """Start with nothing shown."""
        self._replica = replica
        self._at, self._looked, self._rests = now + SHOW_SECONDS, 0, True
        self._shown: dict[ChainKey, int] = {}

    def look_again(self) -> None:
        """Note that the other side may have less than was thought."""
        self._looked = 0

    def due(self) -> float | None:
        """Return when to look what is to be shown; None while nothing moved. What moves after a rest has time to be acknowledged."""
        if self._looked == self._replica.moves:
            return None
        if self._rests:
            # Once, else somebody who draws without a rest could put it off for ever.
            self._rests = False
            if self._at <= self._replica.moved_at:
                self._at = self._replica.moved_at + SHOW_SECONDS
        return self._at

    def take(self, now: float, theirs: Mapping[ChainKey, int]) -> list[bytes]:
        """Return what is due and the other side is not known to have.

        Args:
            now: Seconds.
            theirs: How far it has each chain.
        """
        at = self.due()
        if at is None or at > now:
            return []
        self._at, self._looked, self._rests = now + SHOW_SECONDS, self._replica.moves, True
        stored, newest = self._replica.stored, self._replica.newest
        moved = [
            chain
            for chain in sorted(newest)
            if chain in stored and stored[chain] not in (self._shown.get(chain), theirs.get(chain))
        ]
        self._shown.update({chain: stored[chain] for chain in moved})
        return [newest[chain] for chain in moved]
