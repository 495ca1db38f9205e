"""`aio-canvas demo`: the headless tour, alone and together."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from app.cli.exit_codes import FAILED, OK
from app.demo.report import report
from app.demo.together import draw_together
from app.demo.tour import run_tour


def run(options: argparse.Namespace) -> int:
    """Run the tour and print what it did; exit code 1 when anything was not as it should be."""
    chosen = [Path(name) for name in options.files] or examples()
    findings = run_tour(chosen, options.output)
    draw_together(options.output, findings)
    for line in report(findings, options.output):
        print(line)
    return FAILED if findings.problems else OK


def examples() -> list[Path]:
    """Return the example diagrams that come with the program."""
    folder = Path(str(files("resources").joinpath("examples")))
    return sorted(folder.glob("*.drawio"))
