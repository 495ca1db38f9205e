"""The relay as a process of its own: first run, graceful end, sudden end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.support.relay import OWNER, PASSWORD

ROOT = Path(__file__).parent.parent.parent.parent


@dataclass(slots=True)
class Process:
    """A relay that was started as anybody would start it."""

    child: subprocess.Popen[str]
    banner: str

    @property
    def url(self) -> str:
        """Where it listens."""
        found = re.search(r"listening on\s+(\S+)", self.banner)
        assert found, self.banner
        return found.group(1)

    @property
    def code(self) -> str:
        """The set-up code it printed."""
        found = re.search(r"set-up code\s+(\S+)", self.banner)
        assert found, self.banner
        return found.group(1)

    def set_up(self) -> dict[str, str]:
        """Open the first account."""
        body = {"code": self.code, "email": OWNER, "password": PASSWORD, "name": "Olive"}
        answer = httpx.post(f"{self.url}/api/v1/setup", json=body, timeout=60)
        assert answer.status_code == 201, answer.text
        tokens: dict[str, str] = answer.json()
        return tokens


@contextmanager
def serving(data: Path) -> Iterator[Process]:
    """Start ``aio-relay serve`` on a free port; it is killed at the end if it still runs."""
    command = [sys.executable, "-m", "relay_server", "serve", "--data", str(data), "--port", "0"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AIO_RELAY")}
    with (data.parent / "log").open("a") as log:
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
    assert child.stdout is not None
    try:
        lines = []
        for line in child.stdout:
            lines.append(line)
            if "secrets" in line:
                break
        if lines and not (data / "seen").exists():
            lines.append(child.stdout.readline())
        yield Process(child, "".join(lines))
    finally:
        if child.poll() is None:
            child.kill()
        child.wait(60)
        child.stdout.close()


def test_without_any_configuration_it_serves_and_ends_gracefully(tmp_path: Path) -> None:
    """ACC-1, ACC-100, ACC-101."""
    data = tmp_path / "data"
    with serving(data) as relay:
        assert str(data) in relay.banner
        tokens = relay.set_up()
        headers = {"authorization": f"Bearer {tokens['access_token']}"}
        assert httpx.get(f"{relay.url}/api/v1/me", headers=headers).json()["email"] == OWNER
        relay.child.send_signal(signal.SIGTERM)
        assert relay.child.wait(60) == 0
    # The last connection to close takes the write-ahead log away with it.
    assert {file.name for file in data.iterdir()} == {"relay.db", "relay.lock", "secrets"}


def test_what_has_begun_is_answered(tmp_path: Path) -> None:
    """ACC-101."""
    with serving(tmp_path / "data") as relay:
        relay.set_up()
        answers: list[int] = []

        def sign_in() -> None:
            body = {"email": OWNER, "password": PASSWORD}
            answers.append(httpx.post(f"{relay.url}/api/v1/sessions", json=body, timeout=60).status_code)

        threads = [threading.Thread(target=sign_in, daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        while "aio_relay_password_checks 0.0" in httpx.get(f"{relay.url}/metrics", timeout=60).text and not answers:
            continue
        relay.child.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        assert relay.child.wait(60) == 0
        assert answers.count(201) >= 1


def test_a_second_one_is_refused(tmp_path: Path) -> None:
    """ACC-102."""
    with serving(tmp_path / "data"):
        command = [sys.executable, "-m", "relay_server", "serve", "--data", str(tmp_path / "data"), "--port", "0"]
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        assert second.returncode == 1
        assert "another process serves" in second.stderr


def test_after_a_sudden_end_everything_answered_is_there(tmp_path: Path) -> None:
    """ACC-22. A refresh that was answered is stored: the old token counts as used after kill -9."""
    data = tmp_path / "data"
    with serving(data) as relay:
        tokens = relay.set_up()
        for _ in range(5):
            before = tokens
            body = {"refresh_token": tokens["refresh_token"]}
            tokens = httpx.post(f"{relay.url}/api/v1/sessions/refresh", json=body).json()
        relay.child.kill()
        relay.child.wait(60)
    (data / "seen").touch()
    with serving(data) as relay:
        body = {"refresh_token": tokens["refresh_token"]}
        assert httpx.post(f"{relay.url}/api/v1/sessions/refresh", json=body).status_code == 200
        body = {"refresh_token": before["refresh_token"]}
        assert httpx.post(f"{relay.url}/api/v1/sessions/refresh", json=body).status_code == 401


@pytest.mark.parametrize("command", [["users", "list"], ["sessions", "list", OWNER]])
def test_commands_work_beside_a_running_relay(tmp_path: Path, command: list[str]) -> None:
    with serving(tmp_path / "data") as relay:
        tokens = relay.set_up()
        line = [sys.executable, "-m", "relay_server", *command, "--data", str(tmp_path / "data")]
        answer = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        assert answer.returncode == 0, answer.stderr
        assert tokens["account" if command[0] == "users" else "session"] in answer.stdout
