"""A value that operations change: what it is now, and what it was after any earlier operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """The value before everything, and the steps (seq, value) in ascending order of seq."""

    first: T
    steps: tuple[tuple[int, T], ...] = ()

    @property
    def now(self) -> T:
        """The value after the last operation."""
        return self.steps[-1][1] if self.steps else self.first

    def at(self, seq: int) -> T:
        """Return the value after the operation with that number."""
        for since, value in reversed(self.steps):
            if since <= seq:
                return value
        return self.first

    def then(self, seq: int, value: T) -> Timeline[T]:
        """Return the timeline with a new value from an operation on."""
        if value == self.now:
            return self
        steps = self.steps[:-1] if self.steps and self.steps[-1][0] == seq else self.steps
        return Timeline(self.first, (*steps, (seq, value)))
