"""What is safe on the disk and what is not yet: the truth behind the status in the top bar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How the status is shown."""

    OK = "ok"
    BUSY = "busy"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class SaveState:
    """Counters of one open document.

    Attributes:
        written: counter of the last update handed to the store thread.
        durable: counter of the last update that is safely on the disk.
        held: edits that the store's queue had no room for; they are offered again.
        failure: why the store could not write, or "".
        lost: what was edited here can never be stored; no later success ends this.
    """

    written: int = 0
    durable: int = 0
    held: int = 0
    failure: str = ""
    lost: bool = False

    @property
    def pending(self) -> int:
        """Number of edits that a crash would lose now."""
        return self.written - self.durable + self.held

    @property
    def level(self) -> Level:
        """How urgent this is."""
        if self.failure:
            return Level.DANGER
        return Level.BUSY if self.pending else Level.OK

    def handed_over(self, counter: int, held: int = 0) -> SaveState:
        """Return the state after an update was given to the store thread and `held` others still wait for room."""
        return replace(self, written=max(self.written, counter), held=held)

    def holding(self, held: int, reason: str) -> SaveState:
        """Return the state after the store's queue had no room."""
        return replace(self, held=held, failure=reason)

    def committed(self, counter: int) -> SaveState:
        """Return the state after a durable commit; a success ends a failure."""
        return replace(self, durable=max(self.durable, counter), failure=self.failure if self.lost else "")

    def failed(self, reason: str) -> SaveState:
        """Return the state after a commit failed; the edits stay pending."""
        return self if self.lost else replace(self, failure=reason)

    def given_up(self, reason: str) -> SaveState:
        """Return the state after the store refused edits for good."""
        return self if self.lost else replace(self, failure=reason, lost=True)
