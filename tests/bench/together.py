"""Measures drawing together: `python -m tests.bench.together [--seconds N] [--only ROW ...]`.

Five whole editors as processes of their own edit one diagram of 1,000 shapes. Adds its rows to build/bench.json and prints them.
Everything runs on one machine, so that the delays hold the work of all five editors on its cores. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.editors.bad_line import bad_lines
from tests.support.editors.exercise import Together, meet_in_a_room, quantile, work_together
from tests.support.editors.process import editors_in

BUILD = Path(__file__).parents[2] / "build"
NAMES = ("ana", "ben", "cleo", "dan", "eva")
RATE = 2.0
"""Edits a second by each editor."""


def five(folder: Path, seconds: float, *, bad: bool = False) -> dict[str, Any]:
    """Let five editors work in a room of the local network."""
    with bad_lines() as worse, editors_in(folder, NAMES) as editors:
        meet_in_a_room(editors, line=worse if bad else lambda ticket: ticket)
        return figures(work_together(editors, seconds, RATE))


def figures(done: Together) -> dict[str, Any]:
    """Return what is reported of a run: edit to paint, and the pauses of the windows' threads."""
    return {
        "edits": sum(done.edits),
        "measured": len(done.delays),
        "edit_to_paint_p50_ms": round(quantile(done.delays, 0.5), 1),
        "edit_to_paint_p95_ms": round(quantile(done.delays, 0.95), 1),
        "window_gap_p99_ms": round(quantile(done.gaps, 0.99), 1),
        "converged": True,
    }


ROWS: dict[str, tuple[Callable[[Path, float], dict[str, Any]], float | None]] = {
    "five editors, local network": (lambda folder, seconds: five(folder, seconds), 50.0),
    "five editors, local network, 100 ms and 5 % lost": (lambda folder, seconds: five(folder, seconds, bad=True), None),
}
"""What is measured, and the budget of the 95th percentile from edit to paint in milliseconds."""


def main() -> None:
    """Measure, print and add to the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.together")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", nargs="+", choices=list(ROWS), default=list(ROWS))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = []
    for name in options.only:
        measure, budget = ROWS[name]
        with tempfile.TemporaryDirectory(prefix="bench-together-") as folder:
            found = {"work": name, "budget_ms": budget, **measure(Path(folder), options.seconds)}
        found["load"] = round(os.getloadavg()[0], 1)
        rows.append(found)
        print(json.dumps(found), flush=True)
    add_rows(BUILD / "bench.json", rows)


def add_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Put rows into the report, in the place of those with the same name."""
    path.parent.mkdir(exist_ok=True)
    report: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {}
    kept = {row["work"]: row for row in [*report.get("together", []), *rows]}
    report["together"] = list(kept.values())
    path.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
