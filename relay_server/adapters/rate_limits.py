"""Limits in moving windows, in the memory of this process."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from relay_server.errors import RateLimited
from relay_server.ports.rate_limiter import Limit


class MemoryRateLimiter:
    """Implements RateLimiter; each process counts for itself."""

    def __init__(self, rates: Mapping[Limit, str]) -> None:
        """Take the rates.

        Args:
            rates: For every limit a rate in words, "5 per minute"; several are joined by ";".
        """
        self._rates = {limit: limits.parse_many(rates[limit]) for limit in Limit}
        self._storage = MemoryStorage()
        self._windows = MovingWindowRateLimiter(self._storage)

    def hit(self, limit: Limit, *key: str) -> None:
        """Count one attempt."""
        for rate in self._rates[limit]:
            if not self._windows.hit(rate, limit, *key):
                resets = self._windows.get_window_stats(rate, limit, *key).reset_time
                raise RateLimited(max(1, math.ceil(resets - time.time())))  # noqa: TID251 - the library counts by it.

    def forget(self, limit: Limit, *key: str) -> None:
        """Count from zero again."""
        for rate in self._rates[limit]:
            self._windows.clear(rate, limit, *key)
