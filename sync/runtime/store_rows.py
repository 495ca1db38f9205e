"""The engine's rows on the store thread: what ``RowKeeper`` needs, by the library that is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from sync.engine.catch_up import Missing
from sync.engine.records import ChainRow, EnvelopeRow, PlainRow, Row
from sync.errors import UnknownDocumentError
from sync.store.ports import Store
from sync.store.writer import StoreThread

_RECEIVED = (ChainRow, EnvelopeRow, PlainRow)
"""What others wrote, and how far it is elsewhere: shown already, and acknowledged a moment later."""


class StoreRows:
    """See ``sync.runtime.row_keeper.RowStore``."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    def write(self, rows: Sequence[Row], done: Callable[[BaseException | None], None]) -> None:
        """Queue rows behind the updates that were queued before them."""
        patient = all(isinstance(row, _RECEIVED) for row in rows)
        future = self._thread.write(lambda store: _write(store, rows), patient=patient)
        future.add_done_callback(partial(_tell, asyncio.get_running_loop(), done))

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return stored envelopes."""
        return await asyncio.wrap_future(self._thread.submit(lambda store: _read(store, document, ranges, limit)))


def _tell(loop: asyncio.AbstractEventLoop, done: Callable[[BaseException | None], None], stored: Future[None]) -> None:
    """Tell from the store thread, in one step of the loop: whoever waits is to hear of the disk without a turn of a task in between."""
    with suppress(RuntimeError):  # The network thread has ended; nobody is there to hear it.
        loop.call_soon_threadsafe(done, stored.exception())


def _write(store: Store, rows: Sequence[Row]) -> None:
    # Those of a document that was deleted for ever meanwhile have no place any more; the others go on.
    with suppress(UnknownDocumentError):
        store.shared.write(rows)


def _read(store: Store, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
    with suppress(UnknownDocumentError):
        return tuple(store.shared.envelopes(document, ranges, limit))
    return ()
