"""Limits in moving windows that all processes of a relay count together in Redis; alone, each for itself, while it is away."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping

import limits
import structlog
from limits.errors import StorageError as CounterAway
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from relay_server.adapters.rate_limits import MemoryRateLimiter
from relay_server.errors import RateLimited
from relay_server.ports.rate_limiter import Limit

_AVOID_S = 2.0
"""So long Redis is left alone after it failed: a request must not wait for its timeout each time."""


class SharedRateLimiter:
    """Implements RateLimiter."""

    def __init__(self, rates: Mapping[Limit, str], url: str, relay: str) -> None:
        """Take the rates.

        Args:
            rates: For every limit a rate in words.
            url: Of the Redis.
            relay: Id of the relay, so that several can share a Redis.
        """
        self._alone = MemoryRateLimiter(rates)
        self._rates = {limit: limits.parse_many(rates[limit]) for limit in Limit}
        storage = RedisStorage(
            url,
            key_prefix=f"aio-relay:{relay}:limits",
            wrap_exceptions=True,
            socket_timeout=0.5,
            socket_connect_timeout=0.5,
        )
        self._windows = MovingWindowRateLimiter(storage)
        self._avoid_until = 0.0
        self._log = structlog.get_logger(__name__)

    def hit(self, limit: Limit, *key: str) -> None:
        """Count one attempt."""
        self._counted(lambda: self._hit(limit, *key), lambda: self._alone.hit(limit, *key))

    def forget(self, limit: Limit, *key: str) -> None:
        """Count from zero again."""
        self._counted(lambda: self._forget(limit, *key), lambda: self._alone.forget(limit, *key))

    def _hit(self, limit: Limit, *key: str) -> None:
        for rate in self._rates[limit]:
            if not self._windows.hit(rate, limit, *key):
                resets = self._windows.get_window_stats(rate, limit, *key).reset_time
                raise RateLimited(max(1, math.ceil(resets - time.time())))  # noqa: TID251 - the library counts by it.

    def _forget(self, limit: Limit, *key: str) -> None:
        for rate in self._rates[limit]:
            self._windows.clear(rate, limit, *key)

    def _counted(self, together: Callable[[], None], alone: Callable[[], None]) -> None:
        if time.perf_counter() < self._avoid_until:
            alone()
            return
        try:
            together()
        except CounterAway as error:
            self._avoid_until = time.perf_counter() + _AVOID_S
            self._log.warning("limits_counted_alone", reason=type(error.storage_error).__name__)
            alone()
