"""Work that is done after the answer has been given, so that the answer's time tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Deferred(Protocol):
    """Runs work in the background, in order, soon."""

    def submit(self, work: Callable[[], None]) -> None:
        """Run ``work`` soon in another thread; its failure is logged.

        Raises:
            Overloaded: Too much is waiting already.
        """
