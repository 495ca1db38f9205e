"""The last stored items of a room, as they came: in runs without a hole. Nobody looks into one who does not have to."""

from __future__ import annotations

import struct
from collections import deque

from relay_server.domain.log_row import items_after, items_of
from relay_server.domain.rooms import ChainHead, ChainName
from sync.protocol.envelope import EnvelopeType

_MOST_RUNS, _MOST_BYTES = 64, 512 << 10
_MOST_UNREAD = 256
# Type, device, writer, counter and operation of the log, in an item.
_PLACE = struct.Struct(">14xB16x16s8s4xQI")
_UPDATE = EnvelopeType.UPDATE.value
_NO_HASH = b""
"""In the place of a head's hash: who judges a chain by these asks how far it has come, and the database for all else."""


class RecentRuns:
    """The last runs, and what they say of chains. Everything in them is stored."""

    __slots__ = ("_base", "_bytes", "_heads", "_runs", "_unread", "_unread_bytes")

    def __init__(self, base: int) -> None:
        self._base = base
        self._runs: deque[tuple[int, bytes]] = deque()
        self._bytes = 0
        self._heads: dict[ChainName, ChainHead] = {}
        self._unread: list[bytes] = []
        self._unread_bytes = 0

    def add(self, last: int, run: bytes) -> int:
        """Add the next run, by its last number; returns the number after which everything is here."""
        self._runs.append((last, run))
        self._bytes += len(run)
        while len(self._runs) > _MOST_RUNS or (self._bytes > _MOST_BYTES and len(self._runs) > 1):
            self._base, oldest = self._runs.popleft()
            self._bytes -= len(oldest)
        self._unread.append(run)
        self._unread_bytes += len(run)
        if len(self._unread) > _MOST_UNREAD or self._unread_bytes > _MOST_BYTES:
            self._read()
        return self._base

    def after(self, seq: int, upto: int) -> list[bytes]:
        """Return the items with higher numbers of the runs that end with a number up to ``upto``."""
        runs = [run for last, run in self._runs if seq < last <= upto]
        return [item for run in runs for item in items_of(items_after(run, seq))]

    def take_heads(self) -> dict[ChainName, ChainHead]:
        """Return how far the chains have come that got something since this was asked last."""
        self._read()
        found, self._heads = self._heads, {}
        return found

    def _read(self) -> None:
        for run in self._unread:
            for item in items_of(run):
                kind, device, writer, counter, log_seq = _PLACE.unpack_from(item)
                if kind == _UPDATE:
                    self._heads[device, writer] = ChainHead(counter, log_seq, _NO_HASH)
        self._unread.clear()
        self._unread_bytes = 0
