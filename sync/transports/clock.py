"""Time as a parameter: what waits says how long, and a test decides when that has passed."""

from __future__ import annotations

import asyncio
from typing import Protocol


class Clock(Protocol):
    """A monotonic clock in seconds; ``sync.runtime.loop_clock`` has the real one."""

    def now(self) -> float:
        """Return seconds since some moment."""

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait for an event, but no longer than that; return whether it is set. Cancelling ends it at once."""
