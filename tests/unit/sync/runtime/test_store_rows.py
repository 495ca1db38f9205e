"""The engine's rows on a real store thread."""

from __future__ import annotations

import random
from pathlib import Path

from sync.engine.catch_up import Missing
from sync.engine.records import ChainRow, EnvelopeRow, SharingRow, WorkspaceRow
from sync.runtime.store_rows import StoreRows
from sync.store.memory import MemoryStore
from sync.store.writer import StoreThread
from tests.support.loop import run, until
from tests.support.session import open_shelf
from tests.support.workspace import NOW, digest, identifier

SPACE, PLAN, DEVICE, WRITER = identifier("space"), identifier("plan"), identifier("device"), "0f" * 8


class Told:
    """What was said of rows; the last word says that no other follows at once."""

    def __init__(self) -> None:
        self.errors: list[BaseException | None] = []
        self.more = False

    def note(self, error: BaseException | None, more: bool) -> None:
        self.errors.append(error)
        self.more = more


def test_run5_rows_go_through_the_store_thread_and_come_back() -> None:
    """RUN-5."""
    store = MemoryStore(lambda: NOW, random.Random(1).randbytes)
    thread = StoreThread(lambda: store)
    chain = (PLAN, DEVICE, WRITER)

    async def main() -> tuple[bytes, ...]:
        rows = StoreRows(thread)
        told = Told()

        rows.write([WorkspaceRow(SPACE, identifier("user")), SharingRow(PLAN, SPACE, "diagram")], told.note)
        made = [EnvelopeRow(chain, number, digest(str(number)), bytes([number]) * 200) for number in (1, 2, 3)]
        rows.write(made, told.note)
        rows.write(made, told.note)
        assert told.errors == []
        await until(lambda: told.errors == [None, None, None])
        assert not told.more
        rows.write(["no row at all"], told.note)  # type: ignore[list-item]
        await until(lambda: len(told.errors) == 4)
        assert isinstance(told.errors[3], Exception)
        return await rows.read(PLAN, [Missing(chain, 2, 3)], 1 << 20)

    try:
        assert run(main()) == (b"\2" * 200, b"\3" * 200)
    finally:
        thread.close()


def test_run5_a_diagram_that_was_deleted_for_ever_holds_up_no_other(tmp_path: Path) -> None:
    """RUN-5: what comes for it has no place any more, and nothing of it is there to be brought to others."""
    shelf, chain = open_shelf(tmp_path), (PLAN, DEVICE, WRITER)

    async def main() -> tuple[bytes, ...]:
        rows = StoreRows(shelf.library.thread)
        told = Told()

        rows.write([WorkspaceRow(SPACE, identifier("user")), SharingRow(PLAN, SPACE, "diagram")], told.note)
        await until(lambda: told.errors == [None])
        shelf.ask(lambda store: store.documents.purge(PLAN))
        rows.write([ChainRow(chain, 1, b"", 1, 1), EnvelopeRow(chain, 1, digest("1"), b"late")], told.note)
        await until(lambda: told.errors == [None, None])
        return await rows.read(PLAN, [Missing(chain, 1, 1)], 1 << 20)

    try:
        assert run(main()) == ()
    finally:
        shelf.close()
