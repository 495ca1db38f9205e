"""The benchmark's result as JSON and as a table."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from typing import Any

import PySide6

from tests.bench.rows import Row


def as_json(rows: Iterable[Row], store: Mapping[str, float], commit: str) -> dict[str, Any]:
    """Return everything that was measured, ready for json.dump."""
    return {
        "commit": commit,
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "machine": platform.machine(),
        "canvas": [
            {
                "work": row.work,
                "shapes": row.shapes,
                "median_ms": round(row.timing.median, 3),
                "p95_ms": round(row.timing.p95, 3),
                "runs": row.timing.count,
                "calibration_ms": round(row.timing.calibration, 3),
                "ratio": round(row.timing.ratio, 3),
                "adjusted_ms": round(row.timing.adjusted, 3),
                "budget_ms": row.budget_ms,
                "over": row.over,
            }
            for row in rows
        ],
        "store": {name: round(value, 4) for name, value in store.items()},
    }


def table(rows: Iterable[Row]) -> str:
    """Return a readable table, and how many rows are over their budget.

    A budget holds for its machine class, so it is compared with the adjusted median (see `calibration.REFERENCE_MS`).
    """
    head = f"{'work':50} {'shapes':>8} {'ratio':>8} {'median':>9} {'p95':>9} {'adjusted':>9} {'budget':>8}"
    lines = [head, "-" * len(head)]
    over = judged = 0
    for row in rows:
        t = row.timing
        budget = "" if row.budget_ms is None else f"{row.budget_ms:g}"
        judged += row.budget_ms is not None
        over += row.over
        lines.append(
            f"{row.work:50} {row.shapes:8,} {t.ratio:8.2f} {t.median:9.2f} {t.p95:9.2f} {t.adjusted:9.2f} {budget:>8}"
            + ("  OVER" if row.over else "")
        )
    return "\n".join([*lines, f"{over} of {judged} rows with a budget are over it."])


def store_table(values: Mapping[str, float]) -> str:
    """Return the store's numbers, one a line."""
    return "\n".join(f"{name:52} {value:18.3f}" for name, value in values.items())
