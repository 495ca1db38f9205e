from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from relay_server.entrypoints.cli import main, serve
from relay_server.errors import RelayUnavailable


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `aio-relay` as its own process."""
    command = [sys.executable, "-m", "relay_server.entrypoints.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_serve_says_that_there_is_no_relay_and_fails() -> None:
    """CLI-1, CLI-2."""
    answer = run("serve")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("aio-relay: ")
    assert "does not contain a relay server yet" in answer.stderr


def test_version_is_the_project_s(capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-3."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"aio-relay {version('aio-canvas')}\n"


def test_wrong_usage_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-1, CLI-2."""
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "invalid choice: 'fly'" in captured.err


def test_without_a_command_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "serve" in capsys.readouterr().out


def test_the_error_carries_what_is_missing() -> None:
    with pytest.raises(RelayUnavailable) as caught:
        serve()
    assert caught.value.part == "a relay server"
    assert caught.value.version == version("aio-canvas")
