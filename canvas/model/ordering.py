"""Fractional index: strings between any two strings, so that an insert writes one key and moves nobody."""

from __future__ import annotations

import secrets
from collections.abc import Callable

Jitter = Callable[[int], int]
"""Returns a random number from 0 up to, not including, its argument."""


def between(a: str | None, b: str | None, jitter: Jitter = secrets.randbelow) -> str:
    """Return an order key after `a` and before `b` (None: no bound on that side)."""
    return many_between(a, b, 1, jitter)[0]


def many_between(a: str | None, b: str | None, n: int, jitter: Jitter = secrets.randbelow) -> list[str]: ...
