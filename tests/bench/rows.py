"""One line of the report."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.calibration import Timing


@dataclass(frozen=True)
class Row:
    """What was done, how large the diagram was, the times, and the budget (None: no budget).

    Attributes:
        work: what was done.
        shapes: size of the diagram, 0 when there is none.
        timing: how long it took.
        budget_ms: milliseconds on the budgets' machine class.
        tail: the budget is for the 95th percentile instead of the median.
    """

    work: str
    shapes: int
    timing: Timing
    budget_ms: float | None = None
    tail: bool = False

    @property
    def over(self) -> bool:
        """Tell whether the work takes longer than its budget."""
        if self.budget_ms is None:
            return False
        share = self.timing.p95 / self.timing.median if self.tail and self.timing.median else 1.0
        return self.timing.adjusted * share > self.budget_ms
