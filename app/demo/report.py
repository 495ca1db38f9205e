"""The tour's findings as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.demo.tour import Findings


def report(findings: Findings, output: Path) -> Iterator[str]:
    """Yield the lines to print."""
    yield f"{'file':44} {'pages':>5} {'shapes':>6} {'import ms':>9} {'open ms':>8}"
    for one in findings.imported:
        times = f"{one['import_ms']:9.0f} {one['open_ms']:8.0f}"
        yield f"{str(one['name'])[:44]:44} {one['pages']:5} {one['shapes']:6} {times}"
    yield ""
    for step in findings.steps:
        took = f"  ({step['ms']:.0f} ms)" if "ms" in step else ""
        yield f"- {step['text']}{took}"
    yield f"- found {len(findings.found)} numbered edits again, {findings.acknowledged} had been called saved"
    for written in findings.written:
        yield f"- wrote {Path(str(written['path'])).name}, {written['bytes']} bytes  ({written['ms']:.0f} ms)"
    yield ""
    yield f"{len(findings.pictures)} pictures and {len(findings.written)} exports are in {output}"
    for problem in findings.problems:
        yield f"PROBLEM: {problem}"
