"""The tour itself: runs the acts, kills the first one in the middle of its work, and tells what happened."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.demo.events import ACKNOWLEDGED, IMPORTED, MARK, PICTURE, STEP, WROTE, heard
from app.errors import AppError

KILL_AFTER = 8
"""Acknowledged edits after which the drawing process is killed."""


@dataclass(slots=True)
class Findings:
    """What the tour saw; `problems` is empty when everything was as it should be."""

    imported: list[Mapping[str, Any]] = field(default_factory=list)
    steps: list[Mapping[str, Any]] = field(default_factory=list)
    written: list[Mapping[str, Any]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    acknowledged: int = 0
    found: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def take(self, event: Mapping[str, Any]) -> None:
        """Keep what an act said."""
        kind = event["event"]
        if kind == IMPORTED:
            self.imported.append(event)
        elif kind == WROTE:
            self.written.append(event)
        elif kind == PICTURE:
            self.pictures.append(str(event["path"]))
        elif kind == ACKNOWLEDGED:
            self.acknowledged = int(event["number"])
        elif kind == "found":
            self.found = [int(number) for number in event["numbers"]]
        elif kind == STEP:
            self.steps.append(event)
            if event.get("ok") is False:
                self.problems.append(f"not so: {event['text']}")


def run_tour(files: Sequence[Path], output: Path) -> Findings:
    """Run the whole tour in a throw-away profile with a random key.

    Args:
        files: real .drawio files to import.
        output: folder for screenshots and exports; made when missing.

    Raises:
        AppError: an act failed; what it said is on standard error.
    """
    output.mkdir(parents=True, exist_ok=True)
    findings = Findings()
    key = secrets.token_bytes(32)
    with TemporaryDirectory(prefix="aio-canvas-tour-") as folder:
        profile = Path(folder) / "profile"
        _draw_and_kill(profile, key, files, output, findings)
        _look_for_clear_text(profile, findings)
        with _act("app.demo.reopening", key, [str(profile), str(output)]) as process:
            for event in heard(_out(process)):
                findings.take(event)
        if process.returncode:
            raise AppError(f"reopening ended with exit code {process.returncode}")
    lost = set(range(1, findings.acknowledged + 1)) - set(findings.found)
    if lost:
        findings.problems.append(f"acknowledged edits are missing: {sorted(lost)}")
    return findings


def _draw_and_kill(profile: Path, key: bytes, files: Sequence[Path], output: Path, findings: Findings) -> None:
    words = [str(profile), str(output), *(str(path) for path in files)]
    with _act("app.demo.drawing", key, words) as process:
        for event in heard(_out(process)):
            findings.take(event)
            if findings.acknowledged >= KILL_AFTER:
                break
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    if findings.acknowledged < KILL_AFTER:
        raise AppError(f"drawing ended before it was killed, with exit code {process.returncode}")
    findings.steps.append({"text": f"killed the process after {findings.acknowledged} acknowledged edits"})


def _look_for_clear_text(profile: Path, findings: Findings) -> None:
    """Search the library's files for what was typed."""
    needles = (MARK.encode(), MARK.encode("utf-16-le"))
    files = [path for path in profile.rglob("*") if path.is_file()]
    leaks = [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]
    size = sum(path.stat().st_size for path in files)
    findings.steps.append({"text": f"searched {len(files)} files ({size // 1024} kB) of the library for typed text"})
    if leaks:
        findings.problems.append(f"typed text is readable in {', '.join(leaks)}")


@contextmanager
def _act(module: str, key: bytes, words: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Run an act; the key goes through its standard input, never through its arguments."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-m", module, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
    ) as process:
        if process.stdin is not None:
            process.stdin.write(key.hex() + "\n")
            process.stdin.close()
            process.stdin = None
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _out(process: subprocess.Popen[str]) -> Any:  # noqa: ANN401  typeshed has IO | None
    return process.stdout
