"""The command of a relay, run on a data folder."""

from __future__ import annotations

from pathlib import Path

from relay_server.bootstrap import Outside, RelayProgram
from relay_server.entrypoints.cli.main import run

PROGRAM = RelayProgram(Outside(password_cost=4))


def aio_relay(data: Path, *arguments: str) -> int:
    """Run the command on a data folder."""
    return run([*arguments, "--data", str(data)], PROGRAM)
