"""How often strangers may have a person compare digits: who was told no, or let it lapse, rests ever longer.

A neighbour is known by his address only: keys are made in no time. That costs somebody who shares an address, or who
was refused by mistake, a while; whoever has the room's code is asked nothing, and does not wait.
"""

from __future__ import annotations

from dataclasses import dataclass

FREE_QUESTIONS = 3
"""Questions without a yes that one neighbour may ask before he rests."""

FREE_OF_ALL = 12
"""And all neighbours together, who may be one with many addresses."""

REST_SECONDS = 30.0
"""How long the first rest is; each is twice as long as the one before."""

MAX_REST_SECONDS = 1_800.0

FORGET_SECONDS = 3_600.0
"""Who asks nothing for so long begins anew."""

MAX_REMEMBERED = 256
"""Neighbours that are remembered; of more those who asked longest ago are forgotten, but still count among all."""

_ALL = ""


@dataclass(slots=True)
class _Asker:
    """Questions without a yes, how many of them are still open, when the last one ended, and when the rest is over."""

    questions: int = 0
    open: int = 0
    last: float = 0.0
    rests_until: float = 0.0


class Knocks:
    """Remembers who asked; times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._askers: dict[str, _Asker] = {_ALL: _Asker()}

    def ask(self, address: str, now: float) -> bool:
        """Tell whether a neighbour may have the person asked now; if so, that counts until it is ``settled``."""
        asker = self._askers.get(address, _Asker())
        for one in (asker, self._askers[_ALL]):
            if not one.open and now - one.last > FORGET_SECONDS:
                one.questions = 0
        if not (_may_ask(asker, FREE_QUESTIONS, now) and _may_ask(self._askers[_ALL], FREE_OF_ALL, now)):
            return False
        self._askers.pop(address, None)
        self._askers[address] = asker
        for one in (asker, self._askers[_ALL]):
            one.questions += 1
            one.open += 1
        self._forget_some()
        return True

    def settled(self, address: str, now: float, *, agreed: bool) -> None:
        """Take what became of a question; a no, no answer and somebody who left are the same."""
        for name, free in ((address, FREE_QUESTIONS), (_ALL, FREE_OF_ALL)):
            asker = self._askers.get(name)
            if asker is None:
                continue
            asker.open, asker.last = asker.open - 1, now
            if agreed:
                asker.questions = 0 if name == address else asker.questions - 1
            elif asker.questions >= free:
                rest = REST_SECONDS * 2.0 ** min(asker.questions - free, 16)
                asker.rests_until = now + min(rest, MAX_REST_SECONDS)

    def _forget_some(self) -> None:
        idle = [name for name, one in self._askers.items() if name != _ALL and not one.open]
        for name in idle[: max(0, len(self._askers) - 1 - MAX_REMEMBERED)]:
            del self._askers[name]


def _may_ask(asker: _Asker, free: int, now: float) -> bool:
    return asker.questions < free or (not asker.open and now >= asker.rests_until)
