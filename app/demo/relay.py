"""A throw-away relay of the demo: a process of its own on this machine, and accounts at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from app.demo.cable import Cable
from app.errors import AppError

LISTENING, CODE = "listening on", "set-up code"


@dataclass(frozen=True, slots=True)
class DemoRelay:
    """A relay that serves.

    Attributes:
        url: where people find it: at the near end of the cable.
        cable: between them and it.
        set_up_code: opens the first account.
        data: where its data lies.
    """

    url: str
    cable: Cable
    set_up_code: str
    data: Path

    def invite(self, email: str) -> str:
        """Return a code with which somebody opens an account."""
        command = [sys.executable, "-m", "relay_server", "users", "invite", "--for", email, "--data", str(self.data)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own module
        if done.returncode:
            raise AppError("the relay invites nobody", done.stderr.strip())
        return done.stdout.strip().splitlines()[-1].split()[-1]


def why_no_relay() -> str:
    """Return why a relay cannot run in this installation, or ""."""
    missing = [name for name in ("fastapi", "uvicorn", "sqlalchemy") if find_spec(name) is None]
    return f"a relay needs {', '.join(missing)}: pip install 'aio-canvas[relay]'" if missing else ""


@contextmanager
def demo_relay(folder: Path) -> Iterator[DemoRelay]:
    """Start a relay with its data in a folder; it ends with the block.

    Raises:
        AppError: it does not start; what it said is in the folder's "relay.log".
    """
    data, log = folder / "relay", folder / "relay.log"
    cable = Cable(0)
    url = f"http://127.0.0.1:{cable.port}"
    command = [sys.executable, "-m", "relay_server", "serve", "--data", str(data), "--port", "0"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AIO_RELAY")}
    environ["AIO_RELAY_PUBLIC_URL"] = url
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environ) as process,  # noqa: S603
    ):
        try:
            said = _until_ready(process)
            cable.target = int(said[LISTENING].rsplit(":", 1)[1])
            yield DemoRelay(url, cable, said[CODE], data)
        finally:
            cable.close()
            process.terminate()


def _until_ready(process: subprocess.Popen[str]) -> dict[str, str]:
    """Read what the relay prints at its start."""
    said: dict[str, str] = {}
    for line in process.stdout or ():
        for word in (LISTENING, CODE):
            if line.strip().startswith(word):
                said[word] = line.strip().removeprefix(word).split()[0]
        if len(said) == 2:
            return said
    raise AppError("the relay of the demo did not start")
