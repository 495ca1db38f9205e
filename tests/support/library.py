"""Small things that tests of the encrypted library share: a clock that only tests move, keys, writers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

from sync.crypto.passphrase import Argon2Cost
from sync.store.open_document import new_writer
from sync.store.records import Append, Writer

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
WORKSPACE = "0a" * 16
DEVICE = "0d" * 16
CHEAP = Argon2Cost(iterations=1, memory_kib=64, lanes=1)
"""Argon2id at a cost that lets tests run; the real one is measured by the benchmark."""


def ticking_clock(start: int = 1_700_000_000_000) -> Callable[[], int]:
    """Return a clock that moves one millisecond per look."""
    ticks = itertools.count(start)
    return lambda: next(ticks)


def writer_for(document: str) -> Writer:
    """Return a new writer of the test device."""
    return new_writer(document, DEVICE)


def appends(writer: Writer, *payloads: bytes, first: int = 1) -> list[Append]:
    """Return updates with counters from ``first``."""
    return [Append(writer, counter, data) for counter, data in enumerate(payloads, first)]


def file_bytes(directory: Path) -> dict[str, bytes]:
    """Return the content of every file of a directory, to show that nothing was touched."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir()) if path.is_file()}
