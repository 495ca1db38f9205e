"""The second part of the tour: a relay and three editors as processes; they draw together, lose the network and find it again."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.demo.events import PICTURE, heard
from app.demo.relay import DemoRelay, demo_relay, why_no_relay
from app.demo.tour import Findings
from app.errors import AppError

NAMES = ("ana", "ben", "cleo")
PATIENCE_S = 60.0


class EditorAct:
    """One editor of the demo."""

    def __init__(self, process: subprocess.Popen[str], name: str, findings: Findings) -> None:
        self.name = name
        self._process, self._findings = process, findings
        out: Any = process.stdout  # typeshed has IO | None
        self._events = heard(out)

    def ask(self, word: str, **given: object) -> Mapping[str, Any]:
        """Give an order and wait until it is done."""
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps({"do": word, **given}) + "\n")
            self._process.stdin.flush()
        return self.hear(word)

    def hear(self, word: str) -> Mapping[str, Any]:
        """Wait for an event; pictures that it tells of meanwhile are kept."""
        for event in self._events:
            if event["event"] == PICTURE:
                self._findings.take(event)
            elif event["event"] == word:
                return event
        raise AppError(f"{self.name}'s editor ended before it answered to {word!r}")


def draw_together(output: Path, findings: Findings) -> None:
    """Run it; what came of it is added to the findings.

    Raises:
        AppError: a process failed; what it said is on standard error.
    """
    reason = why_no_relay()
    if reason:
        findings.steps.append({"text": f"did not draw together: {reason}"})
        return
    with TemporaryDirectory(prefix="aio-canvas-together-") as name, ExitStack() as stack:
        folder = Path(name)
        relay = stack.enter_context(demo_relay(folder))
        editors = [stack.enter_context(_editor(folder, output, one, findings)) for one in NAMES]
        for editor in editors:
            editor.hear("ready")
        findings.steps.append({"text": f"started a relay and {len(editors)} editors, each a process of its own"})
        _meet(editors, relay)
        _draw(editors)
        _agree(editors, findings, "drew together through the relay: all three hold the same")
        relay.cable.cut()
        _draw(editors)
        held = _wait(editors, lambda answers: all("waiting" in answer["says"] for answer in answers))
        _note(findings, "cut the network; each drew on alone", len({answer["hash"] for answer in held}) == len(editors))
        _pictures(editors, "5-network-cut")
        relay.cable.heal()
        _agree(editors, findings, "healed the network: what waited arrived, all three hold the same")
        _pictures(editors, "6-network-healed")
        for editor in editors:
            editor.ask("end")


def _meet(editors: Sequence[EditorAct], relay: DemoRelay) -> None:
    """Open accounts and let the others into the first one's team."""
    first, *others = editors
    emails = {editor.name: f"{editor.name}@demo.example" for editor in editors}
    first.ask("sign_in", url=relay.url, email=emails[first.name], code=relay.set_up_code, first=True)
    first.ask("begin", title="Drawn together")
    first.ask("share")
    for other in others:
        email = emails[other.name]
        other.ask("sign_in", url=relay.url, email=email, code=relay.invite(email), first=False)
        other.ask("enter", link=first.ask("invite")["link"])


def _draw(editors: Sequence[EditorAct], shapes: int = 2) -> None:
    for _ in range(shapes):
        for editor in editors:
            editor.ask("draw")


def _agree(editors: Sequence[EditorAct], findings: Findings, text: str) -> None:
    """Wait until all hold the same, and note how long that took."""
    start = time.perf_counter()
    answers = _wait(editors, lambda answers: len({answer["hash"] for answer in answers}) == 1 and _quiet(answers))
    findings.steps.append(
        {"text": f"{text} ({answers[0]['shapes']} shapes)", "ms": (time.perf_counter() - start) * 1000}
    )


def _quiet(answers: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether nothing waits, and everybody sees everybody."""
    waits = any("waiting" in answer["says"] or not answer["saved"] for answer in answers)
    return not waits and all(answer["people"] == len(answers) - 1 for answer in answers)


def _wait(
    editors: Sequence[EditorAct], done: Callable[[Sequence[Mapping[str, Any]]], bool]
) -> Sequence[Mapping[str, Any]]:
    """Ask all how things are until they are as wanted."""
    until = time.perf_counter() + PATIENCE_S
    while True:
        answers = [editor.ask("look") for editor in editors]
        if done(answers):
            return answers
        if time.perf_counter() > until:
            raise AppError(f"the editors stay at {[(one['shapes'], one['says']) for one in answers]}")


def _note(findings: Findings, text: str, ok: bool) -> None:
    findings.steps.append({"text": text})
    if not ok:
        findings.problems.append(f"not so: {text}")


def _pictures(editors: Sequence[EditorAct], name: str) -> None:
    for editor in editors:
        editor.ask("photograph", name=f"{name}-{editor.name}")


@contextmanager
def _editor(folder: Path, output: Path, name: str, findings: Findings) -> Iterator[EditorAct]:
    """Start an editor; its key goes through its standard input, never through its arguments."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "app.demo.editor", str(folder / name), str(output), name]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ) as process:  # noqa: S603
        try:
            if process.stdin is not None:
                process.stdin.write(secrets.token_hex(32) + "\n")
                process.stdin.flush()
            yield EditorAct(process, name, findings)
        except BaseException:
            process.kill()
            raise
