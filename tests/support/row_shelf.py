"""A library in memory, as the runtime gives rows to it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from sync.engine.catch_up import Missing
from sync.engine.records import Row
from sync.errors import DiskFullError
from sync.runtime.row_keeper import Done


@dataclass
class Shelf:
    """A library in memory; a slow one stores when it is told to, and a broken one cannot be read."""

    rows: list[Row] = field(default_factory=list)
    stored: list[Done] = field(default_factory=list)
    slow: bool = False
    broken: bool = False

    def write(self, rows: Sequence[Row], done: Done) -> None:
        self.rows += rows
        self.stored.append(done)
        if not self.slow:
            asyncio.get_running_loop().call_soon(done, None, False)

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        if self.broken:
            raise DiskFullError("no space")
        return (document.encode(), str(len(ranges)).encode(), str(limit).encode())
