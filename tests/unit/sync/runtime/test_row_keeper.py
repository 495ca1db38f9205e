"""Rows into the library, in order, also over a bad disk."""

from __future__ import annotations

import asyncio
import random

import pytest

from sync.engine.effects import Persist, ReadEnvelopes
from sync.engine.events import EnvelopesRead, Persisted
from sync.engine.records import SealedMark
from sync.errors import UnknownDocumentError
from sync.runtime.row_keeper import RowKeeper
from tests.support.loop import ManualClock, run, turns, until
from tests.support.row_shelf import Shelf


def row(number: int) -> SealedMark:
    return SealedMark("document", "writer", number)


def test_run5_rows_take_their_place_at_once_and_are_answered_in_order_when_they_are_durable() -> None:
    """RUN-5."""

    async def main() -> None:
        shelf, clock, answers, trouble = Shelf(slow=True), ManualClock(), [], []  # type: tuple[Shelf, ManualClock, list[Event], list[StorageError | None]]
        keeper = RowKeeper(shelf, answers.append, clock, random.Random(1), trouble.append)
        for number in range(3):
            keeper.add(Persist(number, (row(number),)))
        keeper.add(ReadEnvelopes(3, "document", (), 9))
        assert shelf.rows == [row(0), row(1), row(2)]
        assert keeper.waiting == 4
        async with asyncio.TaskGroup() as group:
            task = group.create_task(keeper.run())
            for at in (1, 2):
                shelf.stored[at](None, False)
            await turns(3)
            assert answers == []
            shelf.stored[0](None, False)
            await until(lambda: len(answers) == 2)
            task.cancel()
        assert answers == [Persisted(2), EnvelopesRead(3, (b"document", b"0", b"9"))]
        assert trouble == []

    run(main())


def test_run5_what_became_durable_together_is_answered_at_once() -> None:
    """RUN-5: the answer to the last rows speaks for those before, but not for a question between them."""

    async def main() -> None:
        shelf, answers = Shelf(slow=True), []  # type: tuple[Shelf, list[Event]]
        keeper = RowKeeper(shelf, answers.append, ManualClock(), random.Random(1), lambda error: None)
        for number in range(3):
            keeper.add(Persist(number, (row(number),)))
        keeper.add(ReadEnvelopes(3, "document", (), 9))
        keeper.add(Persist(4, (row(4),)))
        for number in range(2):
            shelf.stored[number](None, True)
        assert answers == []
        shelf.stored[2](None, False)
        assert answers == [Persisted(2)]
        shelf.stored[3](None, False)
        assert answers == [Persisted(2)]
        async with asyncio.TaskGroup() as group:
            task = group.create_task(keeper.run())
            await until(lambda: len(answers) == 3)
            task.cancel()
        assert answers[1:] == [EnvelopesRead(3, (b"document", b"0", b"9")), Persisted(4)]
        assert keeper.waiting == 0

    run(main())


def test_run5_rows_that_can_never_be_stored_end_the_work() -> None:
    """RUN-5: what follows them would refer to what is not there."""

    async def main() -> None:
        shelf, answers = Shelf(slow=True), []  # type: tuple[Shelf, list[Event]]
        keeper = RowKeeper(shelf, answers.append, ManualClock(), random.Random(1), lambda error: None)
        keeper.add(Persist(1, (row(1),)))
        keeper.add(Persist(2, (row(2),)))
        shelf.stored[0](UnknownDocumentError("document"), True)
        shelf.stored[1](None, False)
        with pytest.raises(UnknownDocumentError):
            await keeper.run()
        assert answers == []

    run(main())


def test_run5_what_cannot_be_read_is_read_again() -> None:
    """RUN-5."""

    async def main() -> None:
        shelf, clock, answers, trouble = Shelf(broken=True), ManualClock(), [], []  # type: tuple[Shelf, ManualClock, list[Event], list[StorageError | None]]
        keeper = RowKeeper(shelf, answers.append, clock, random.Random(1), trouble.append)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(keeper.run())
            keeper.add(ReadEnvelopes(1, "document", (), 9))
            await until(lambda: trouble)
            assert answers == []
            shelf.broken = False
            clock.forward(100)
            await until(lambda: answers)
            task.cancel()
        assert answers == [EnvelopesRead(1, (b"document", b"0", b"9"))]
        assert trouble[-1] is None

    run(main())
