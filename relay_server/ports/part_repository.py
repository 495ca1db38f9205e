"""The parts by time in which large databases keep what grows for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class PartRepository(Protocol):
    """Parts of the audit ledger and of the logs of rooms. A database that has none does nothing."""

    def prepare(self, now_ms: int) -> Sequence[str]:
        """Make parts of the present time and of the next months, of one table: none are left when nothing is returned.

        Returns:
            The names of the new ones.
        """

    def compact(self, before_ms: int) -> Sequence[str]:
        """Give the space back that the ledger once took in the parts that were over before a time; returns their names."""
