"""When to send and how much to take: the tick of a room and the rates of a connection. Times are seconds of one clock."""

from __future__ import annotations

from dataclasses import dataclass

SMALL_ROOM = 8
"""In rooms with fewer members everything is sent at once and not echoed to its sender."""

_TICKS = ((4_000.0, 0.0), (20_000.0, 0.008), (40_000.0, 0.016), (float("inf"), 0.024))
"""How long a room collects where it is asked for fewer than so many deliveries a second."""

_LATE_TICK_S = 0.033
_LATE_S = 0.010
_MEMORY_S = 0.25

_BUSY_READS, _LONGEST_TURN_S, _TURN_READS_S = 250.0, 0.030, 0.030 / 600
"""From how many reads a second on there are turns, how long one is at most, and how much for each read a second."""


class Tick:
    """How long a room collects before it sends, from how many deliveries a second it is asked for."""

    __slots__ = ("_rate", "interval")

    def __init__(self) -> None:
        self._rate = 0.0
        self.interval = 0.0

    def note(self, items: int, members: int, elapsed_s: float, late_s: float) -> None:
        """Take note of what was just sent.

        Args:
            items: How many items.
            members: To how many.
            elapsed_s: Time since the sending before.
            late_s: How much later than meant this one was.
        """
        elapsed = max(elapsed_s, 0.001)
        self._rate += (items / elapsed - self._rate) * min(1.0, elapsed / _MEMORY_S)
        asked = self._rate * members
        if late_s > _LATE_S:
            self.interval = _LATE_TICK_S
        else:
            self.interval = next(interval for bound, interval in _TICKS if asked < bound)


class Turn:
    """How long a process lets messages come in before it takes them, from how many come a second.

    What comes alone wakes the process, its caches and its receivers for itself; a dozen together cost a third less each.
    """

    __slots__ = ("_rate", "length")

    def __init__(self) -> None:
        self._rate = 0.0
        self.length = 0.0

    def note(self, reads: int, elapsed_s: float) -> None:
        """Take note of how often sockets had something since the last time."""
        elapsed = max(elapsed_s, 0.001)
        self._rate += (reads / elapsed - self._rate) * min(1.0, elapsed / _MEMORY_S)
        self.length = min(_LONGEST_TURN_S, self._rate * _TURN_READS_S) if self._rate >= _BUSY_READS else 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second, and so many at once after a pause."""

    per_s: float
    burst: float


class TokenBucket:
    """Counts what one connection does against a rate."""

    __slots__ = ("_at", "_burst", "_left", "_per_s")

    def __init__(self, rate: Rate, now_s: float) -> None:
        self._per_s, self._burst = rate.per_s, rate.burst
        self._left = rate.burst
        self._at = now_s

    def take(self, now_s: float, amount: float = 1.0) -> bool:
        """Take so many if they are left."""
        left = self._left + (now_s - self._at) * self._per_s
        if left > self._burst:
            left = self._burst
        self._at = now_s
        is_enough = left >= amount
        self._left = left - amount if is_enough else left
        return is_enough

    def wait_s(self, amount: float = 1.0) -> float:
        """Return how long it takes until so many are left."""
        return max(0.0, (amount - self._left) / self._per_s)


ALONE_MS = 5_000
"""Over how long clients come back to the one process that starts again."""

TURNS_S, TURN_S = 2.0, 0.002
"""For how long at most a process sends its clients to others, and the time for each where there are few."""


@dataclass(frozen=True, slots=True)
class Departure:
    """When a socket of a process that ends is closed, and when its client comes back after that."""

    after_s: float
    come_back_ms: int


def departure(chance: float, sockets: int, *, alone: bool) -> Departure:
    """Return when a socket is closed, so that not all come back at once.

    Alone, all are closed at once and told different times. Where other processes serve too, each works on until its turn comes
    and finds another one at that moment.

    Args:
        chance: From 0 to 1.
        sockets: Of the process.
        alone: Whether no other process may serve.
    """
    if alone:
        return Departure(0.0, int(chance * ALONE_MS))
    return Departure(chance * min(TURNS_S, sockets * TURN_S), 0)
