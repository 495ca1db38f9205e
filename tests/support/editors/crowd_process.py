"""Starts the crowd of editors without windows, and lets it into a team."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sync.crypto.identity import admit_device
from sync.protocol.device_entry import encode_admission
from tests.support.editors.process import ROOT, EditorProcess
from tests.support.relay_town import Town

CROWD_SETTINGS = {
    "AIO_RELAY_RATES__REQUESTS_PER_ADDRESS": "1000000 per minute",
    "AIO_RELAY_LOG_LEVEL": "warning",
}
"""A hundred people behind one address are not what a relay expects."""


class Crowd:
    """A crowd that is connected."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert self._said()["ready"]

    def begin(self) -> None:
        """Let everybody work."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def end(self) -> dict[str, Any]:
        """Wait until all is done; return what came of it."""
        return self._said()

    def _said(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the crowd ended with {self._process.wait(60)}"
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def crowd_at(town: Town, host: EditorProcess, names: Sequence[str], seconds: float) -> Iterator[Crowd]:
    """Let people of a town into the team of the diagram in front of an editor, and connect them."""
    people = [town.people[name] for name in names]
    admissions = [(one.user, encode_admission(admit_device(one.laptop, one.user)).hex()) for one in people]
    host.tell("admit", people=admissions)
    place = host.hear("admit", seconds=300)
    given = {
        "url": town.url,
        "workspace": place["workspace"],
        "document": place["document"],
        "page": place["page"],
        "people": [(name, town.people[name].tokens.access_token) for name in names],
        "seconds": seconds,
    }
    command = [sys.executable, "-m", "tests.support.editors.crowd", json.dumps(given)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Crowd(process)
        finally:
            process.kill()
