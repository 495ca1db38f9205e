"""Numbers of the rooms, kept as plain counters: they are touched for every message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

LATENCY_S = (0.001, 0.002, 0.005, 0.010, 0.020, 0.050, 0.100, 0.250, 0.500, 1.0, 5.0)


class Durations:
    """A histogram of durations."""

    __slots__ = ("counts", "total_s")

    def __init__(self) -> None:
        self.counts = [0] * (len(LATENCY_S) + 1)
        self.total_s = 0.0

    def note(self, seconds: float) -> None:
        """Count one."""
        self.total_s += seconds
        for place, bound in enumerate(LATENCY_S):
            if seconds <= bound:
                self.counts[place] += 1
                return
        self.counts[-1] += 1

    def cumulated(self) -> Sequence[tuple[str, int]]:
        """Return upper bounds and how many lie below, as Prometheus wants them."""
        sums, found = 0, []
        for bound, count in zip((*(str(one) for one in LATENCY_S), "+Inf"), self.counts, strict=True):
            sums += count
            found.append((bound, sums))
        return found


class Figures:
    """What Prometheus is told about rooms.

    Attributes:
        fan_out: From the first item of a tick to its sending.
        commit: Of one group commit, from taking the batch to its durability.
        appended: Envelopes stored.
        delivered: Items handed to transports.
        paused: Peers taken out of the fan-out because they were slow.
        cut: Peers cut, by reason.
        refused: Refusals by code.
        dropped: Ephemeral items over the rate.
    """

    __slots__ = ("appended", "commit", "cut", "delivered", "dropped", "fan_out", "paused", "refused")

    def __init__(self) -> None:
        self.fan_out = Durations()
        self.commit = Durations()
        self.appended = 0
        self.delivered = 0
        self.paused = 0
        self.dropped = 0
        self.cut: Counter[str] = Counter()
        self.refused: Counter[int] = Counter()

    def sent_at_once(self, receivers: int) -> None:
        """Count an item that was sent as it came."""
        self.delivered += receivers
        self.fan_out.counts[0] += 1
