"""`aio-canvas validate`: can a file be read and written back without loss, and is all of it shown?"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import Any

from app.cli.console import PROGRAM, printable, say_json
from app.cli.inputs import Source, for_each, sources
from app.cli.progress import above_bar, with_progress
from app.exporting.reading import read_snapshot
from app.exporting.roundtrip import Difference, differences
from app.exporting.unshown import Unshown, unshown
from canvas.formats.drawio.writer import write_drawio

SHOWN_DIFFERENCES = 20
"""Differences printed for one file; JSON has all of them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one file."""

    lost: tuple[Difference, ...]
    unshown: tuple[Unshown, ...]


def run(arguments: argparse.Namespace) -> int:
    """Check every file and return the exit code: 1 when any of them cannot be read or would lose something."""
    found: list[dict[str, Any]] = []
    inputs = sources(arguments.inputs)

    def one(source: Source) -> bool:
        verdict = judge(source.read(), source.name)
        if arguments.json:
            found.append(_as_json(source, verdict))
        else:
            with above_bar():
                _print(source, verdict)
        return not verdict.lost

    code = for_each(with_progress(inputs, "file"), one)
    if arguments.json:
        say_json(found)
    return code


def judge(data: bytes, name: str) -> Verdict:
    """Read a file, write it, read that, and compare.

    Raises:
        FormatError: it cannot be read.
    """
    before = read_snapshot(data, name)
    after = read_snapshot(write_drawio(before), name)
    return Verdict(differences(before, after), unshown(before))


def _as_json(source: Source, verdict: Verdict) -> dict[str, Any]:
    return {
        "file": source.argument,
        "ok": not verdict.lost,
        "lost": [str(difference) for difference in verdict.lost],
        "unshown": [{"what": content.what, "ids": list(content.ids)} for content in verdict.unshown],
    }


def _print(source: Source, verdict: Verdict) -> None:
    """Print what is not shown as a result, and what would be lost as an error; nothing for a file that is in order."""
    for content in verdict.unshown:
        print(printable(f"{source.argument}: {content.what} ({len(content.ids)} times)"))
    if not verdict.lost:
        return
    print(f"{PROGRAM}: {printable(source.argument)}: writing it back would change:", file=sys.stderr)
    for difference in verdict.lost[:SHOWN_DIFFERENCES]:
        print(f"  {printable(str(difference))}", file=sys.stderr)
    if len(verdict.lost) > SHOWN_DIFFERENCES:
        print(f"  and {len(verdict.lost) - SHOWN_DIFFERENCES} more", file=sys.stderr)
