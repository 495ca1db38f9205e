"""A relay as a process of its own, over a workspace that was made before: for what only the end of a process shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import httpx

from relay_server.adapters.secret_files import load_secrets
from relay_server.service.access_tokens import AccessTokens
from sync.protocol.roles import Role
from tests.support.forked import Forked, start_program
from tests.support.relay import open_house
from tests.support.relay_team import Colleague, RelayTeam, hire

ROOT = Path(__file__).parent.parent.parent
PROGRAM = "relay_server.bootstrap:main"
_LATER = ("alembic.command", "sqlalchemy.ext.compiler", "uvicorn.lifespan.on", "uvicorn.loops.auto", "uvloop")
"""What it loads while it starts."""


@dataclass(frozen=True)
class Prepared:
    """A relay's data with a workspace in it, and people who are signed in."""

    data: Path
    workspace: str
    diagrams: tuple[str, ...]
    log_seq: int
    people: dict[str, Colleague]
    access_tokens: AccessTokens

    def token(self, name: str) -> str:
        """Return a new access token of somebody: those of the sign-in are good for five minutes."""
        who = self.people[name]
        return self.access_tokens.issue(who.account, who.session)


@dataclass(frozen=True)
class Served:
    """A relay that listens."""

    child: subprocess.Popen[str] | Forked
    url: str

    def kill(self) -> None:
        """End it as a power cut would end the process."""
        self.child.kill()
        self.child.wait(60)


def prepare(folder: Path, *names: str, diagrams: int = 1, **settings: Any) -> Prepared:
    """Make a relay's data with a workspace of Olive's; the clock is the real one."""
    with open_house(folder, **settings) as house:
        house.clock.now = time.time_ns() // 1_000_000
        people = {name: hire(house, name) for name in ("olive", *names)}
        team = RelayTeam(house, people["olive"]).found()
        for name in names:
            team.admit(people[name], Role.EDITOR)
        made = tuple(team.diagram(f"plan {number}") for number in range(diagrams))
        keys = load_secrets(house.settings.secrets_path, os.urandom, may_create=False)
        tokens = AccessTokens(keys.token, house.settings.base_url, lambda: time.time_ns() // 1_000_000, os.urandom)
        return Prepared(folder / "data", team.workspace, made, team.state.seq, people, tokens)


@contextmanager
def serve(data: Path, *prefix: str, port: int = 0, program: Sequence[str] = (), **environment: str) -> Iterator[Served]:
    """Start ``aio-relay serve``; it is killed at the end if it still runs.

    Args:
        data: Where its data lies.
        prefix: A command that runs it, with its arguments.
        port: Where it listens; 0 for a free one.
        program: How a new interpreter is told to run it; without it the relay is forked, from what has loaded it.
        environment: Settings.
    """
    arguments = ["serve", "--data", str(data), "--port", str(port)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AIO_RELAY")}
    settings = {"AIO_RELAY_PUBLIC_URL": "https://relay.test", "AIO_RELAY_SOCKETS_PER_ACCOUNT": "1000", **environment}
    with (data.parent / "log").open("a") as log:
        child = _start([*prefix, sys.executable, *program] if program else [], arguments, {**clean, **settings}, log)
    assert child.stdout is not None
    try:
        yield Served(child, _address(child))
    finally:
        if child.poll() is None:
            child.kill()
        child.wait(60)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _start(
    command: list[str], arguments: list[str], environment: dict[str, str], log: IO[str]
) -> subprocess.Popen[str] | Forked:
    if not command:
        return start_program(PROGRAM, arguments, environment, log, preloaded=_LATER)
    return subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
    )


def _address(child: subprocess.Popen[str] | Forked) -> str:
    assert child.stdout is not None
    for line in child.stdout:
        found = re.search(r"listening on\s+(\S+)", line)
        if found:
            return found.group(1)
    raise AssertionError("the relay did not start")


def refreshed(prepared: Prepared, name: str, url: str) -> Colleague:
    """Give somebody new tokens: a test of many lives takes longer than an access token is good for."""
    who = prepared.people[name]
    body = {"refresh_token": who.tokens.refresh_token}
    answer = httpx.post(f"{url}/api/v1/sessions/refresh", json=body, timeout=60)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    tokens = replace(who.tokens, access_token=found["access_token"], refresh_token=found["refresh_token"])
    prepared.people[name] = replace(who, tokens=tokens)
    return prepared.people[name]
