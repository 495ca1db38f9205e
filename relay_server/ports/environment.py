"""The two smallest ports: time and randomness."""

from __future__ import annotations

from collections.abc import Callable

Clock = Callable[[], int]
"""Returns the present time in Unix milliseconds."""

RandomBytes = Callable[[int], bytes]
"""Returns that many unpredictable bytes."""
