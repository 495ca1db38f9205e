"""How long to wait before the next try: twice as long each time, at random within it, so that no herd forms."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Backoff:
    """Number of failures in a row."""

    failures: int = 0

    def failed(self) -> Backoff:
        """Return the state after one more failure."""
        return replace(self, failures=self.failures + 1)

    def wait(self, chance: random.Random, at_least: float = 0.0) -> float:
        """Return seconds until the next try: between half of the present step and the whole.

        Args:
            chance: Source of randomness.
            at_least: What the other side asked for, in seconds.
        """
        step = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(self.failures, 16))
        return max(at_least, step * (0.5 + chance.random() / 2))
