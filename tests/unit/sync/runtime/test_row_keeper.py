"""Rows into the library, in order, also over a bad disk."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from sync.engine.catch_up import Missing
from sync.engine.effects import Persist, ReadEnvelopes
from sync.engine.events import EnvelopesRead, Persisted
from sync.engine.records import Row, SealedMark
from sync.errors import DiskFullError
from sync.runtime.row_keeper import RowKeeper
from tests.support.loop import ManualClock, run, until


@dataclass
class Shelf:
    """A library in memory whose disk can be full."""

    rows: list[Row] = field(default_factory=list)
    full: bool = False

    async def persist(self, rows: Sequence[Row]) -> None:
        if self.full:
            raise DiskFullError("no space")
        self.rows += rows

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        return (document.encode(), str(len(ranges)).encode(), str(limit).encode())


def row(number: int) -> SealedMark:
    return SealedMark("document", "writer", number)


def test_run5_rows_are_kept_in_order_and_tried_again() -> None:
    """RUN-5."""

    async def main() -> None:
        shelf, clock, answers, trouble = Shelf(full=True), ManualClock(), [], []  # type: tuple[Shelf, ManualClock, list[Event], list[StorageError | None]]
        keeper = RowKeeper(shelf, answers.append, clock, random.Random(1), trouble.append)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(keeper.run())
            for number in range(3):
                keeper.add(Persist(number, (row(number),)))
            keeper.add(ReadEnvelopes(3, "document", (), 9))
            await until(lambda: trouble)
            assert answers == []
            assert keeper.waiting == 3
            shelf.full = False
            clock.forward(100)
            await until(lambda: len(answers) == 4)
            task.cancel()
        assert answers == [Persisted(0), Persisted(1), Persisted(2), EnvelopesRead(3, (b"document", b"0", b"9"))]
        assert shelf.rows == [row(0), row(1), row(2)]
        assert trouble[-1] is None

    run(main())
