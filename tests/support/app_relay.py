"""A real relay that a program can sign in to: it calls itself by the address at which it listens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.ports import free_port
from tests.support.relay import Running, running_relay
from tests.support.relay_team import hire


@contextmanager
def app_relay(folder: Path, port: int = 0, **settings: Any) -> Iterator[Running]:
    """Start a relay whose public address is its own; ``port`` makes it come back where it was."""
    port = port or free_port()
    with running_relay(folder, port=port, public_url=f"http://127.0.0.1:{port}", **settings) as relay:
        yield relay


@contextmanager
def relay_of_two(folder: Path) -> Iterator[Running]:
    """Start a relay that has its owner, and Ben."""
    with app_relay(folder) as running:
        running.house.clock.now = time.time_ns() // 1_000_000
        running.house.owner()
        hire(running.house, "ben")
        yield running
