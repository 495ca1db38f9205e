"""Measures the budgets: `python -m tests.bench [--quick] [--only canvas|routing|store|program] [--sizes N ...]`.

Writes build/bench.json, build/bench.txt and build/bench.svg. The canvas is timed beside a fixed calibration workload: compare
ratios between machines and runs, not milliseconds. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.rows import Row

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BUILD = Path(__file__).parents[2] / "build"
SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (300, 1_000, 3_000)


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller diagrams and library, about half a minute")
    parser.add_argument("--only", choices=("canvas", "routing", "store", "program"), help="measure only one of them")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of shapes")
    parser.add_argument("--out", type=Path, default=BUILD, help="directory of the results")
    return parser.parse_args(given)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def commit() -> str:
    """Return the commit that is measured, "" outside a checkout."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=BUILD.parent
    )
    return done.stdout.strip()


def main() -> None:
    chosen = arguments()
    chosen.out.mkdir(parents=True, exist_ok=True)
    from canvas.qt.app_runtime import headless_app
    from canvas.qt.memory import keep_freed_memory

    application = headless_app()
    keep_freed_memory()  # As the window does.
    from tests.bench.canvas import rows
    from tests.bench.program import program_rows
    from tests.bench.report import as_json, store_table, table
    from tests.bench.routing import routing_rows
    from tests.bench.store import measure

    measured, program, store = [], [], {}
    if chosen.only in (None, "program"):
        say("program")
        program = program_rows(1_000 if chosen.quick else 10_000)
    if chosen.only in (None, "canvas"):
        for size in chosen.sizes or (QUICK_SIZES if chosen.quick else SIZES):
            measured += rows(size, say)
    if chosen.only in (None, "routing"):
        program += routing_rows(say)
    if chosen.only in (None, "store"):
        say("store")
        with tempfile.TemporaryDirectory() as folder:
            store = measure(Path(folder), 500 if chosen.quick else 10_000)
    text = "\n\n".join(
        part for part in (table([*program, *measured]) if program or measured else "", store_table(store)) if part
    )
    (chosen.out / "bench.json").write_text(json.dumps(as_json([*program, *measured], store, commit()), indent=1) + "\n")
    (chosen.out / "bench.txt").write_text(text + "\n")
    if measured:
        write_plot(chosen.out / "bench.svg", measured)
    print(text)
    del application


def write_plot(path: Path, measured: list[Row]) -> None:
    """Write cost against size, drawn by our own SVG writer."""
    from canvas.formats.svg.options import SvgOptions
    from canvas.formats.svg.writer import write_svg
    from canvas.qt.text import QtTextEngine
    from tests.bench.plot import SIZE, cost_plot

    series: dict[str, list[tuple[float, float]]] = {}
    for row in measured:
        name = "drag many: " + row.work.split(": ")[1] if row.work.startswith("drag ") and ":" in row.work else row.work
        series.setdefault(name, []).append((float(row.shapes), max(row.timing.median, 0.001)))
    entries = cost_plot(series, "Cost against size")
    path.write_text(
        write_svg(entries, SIZE, QtTextEngine(), SvgOptions(background="#ffffff", title="Cost against size"))
    )


if __name__ == "__main__":
    main()
