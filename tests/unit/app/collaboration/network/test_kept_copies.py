"""Copies of own edits that do not count, over a disk that refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collaboration.network.kept_copies import CopyKeeper, CopyKept
from app.library.session import LibrarySession
from sync.engine.effects import KeepCopy
from sync.protocol.errors import ErrorCode
from tests.support.loop import ManualClock, run, until
from tests.support.session import Shelf, draw, fill_disk, free_disk, open_shelf

A_LONG_LABEL = "x" * 100_000


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path)
    yield opened
    opened.close()


def shown(session: LibrarySession, document: str) -> list[str]:
    """Return what is written on a diagram as the library holds it."""
    diagram = session.open(document)
    return [record.text for record in diagram.document.records.shapes.values()]


def test_run40_a_copy_waits_for_the_disk_and_for_the_edits_before_it(shelf: Shelf) -> None:
    """RUN-40: what takes the place of these edits waits behind it."""
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    clock, told = ManualClock(), list[CopyKept]()

    async def hear(kept: CopyKept) -> None:
        told.append(kept)

    async def main() -> None:
        fill_disk(shelf)
        draw(diagram, A_LONG_LABEL)
        keeper = CopyKeeper(shelf.library, hear, clock)
        async with asyncio.TaskGroup() as group:
            group.create_task(keeper.keep(KeepCopy(document, ErrorCode.CUT)))
            await until(lambda: clock.waits)
            assert told == []
            free_disk(shelf)
            clock.forward(60)
            await until(lambda: len(clock.waits) > 1)
            assert told == []  # There is room for a copy, but nobody has asked the library to store the edit again.
            shelf.session.retry()
            clock.forward(60)

    run(main())
    (kept,) = told
    assert shown(shelf.session, kept.copy) == [A_LONG_LABEL]
