"""The engine's rows on the store thread: what ``RowKeeper`` needs, by the library that is open."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from sync.engine.catch_up import Missing
from sync.engine.records import ChainRow, EnvelopeRow, PlainRow, Row
from sync.errors import UnknownDocumentError
from sync.runtime.row_keeper import Done
from sync.store.ports import Store
from sync.store.writer import StoreThread

_RECEIVED = (ChainRow, EnvelopeRow, PlainRow)
"""What others wrote, and how far it is elsewhere: shown already, and acknowledged a moment later."""


class StoreRows:
    """See ``sync.runtime.row_keeper.RowStore``; used from one event loop."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread
        self._stored: deque[tuple[Done, BaseException | None]] = deque()

    def write(self, rows: Sequence[Row], done: Done) -> None:
        """Queue rows behind the updates that were queued before them."""
        patient = all(isinstance(row, _RECEIVED) for row in rows)
        future = self._thread.write(lambda store: _write(store, rows), patient=patient)
        future.add_done_callback(partial(self._note, asyncio.get_running_loop(), done))

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return stored envelopes."""
        return await asyncio.wrap_future(self._thread.submit(lambda store: _read(store, document, ranges, limit)))

    def _note(self, loop: asyncio.AbstractEventLoop, done: Done, stored: Future[None]) -> None:
        """Have the loop told, from the store thread: once for what became durable together, in one step."""
        self._stored.append((done, stored.exception()))
        if len(self._stored) == 1:
            with suppress(RuntimeError):  # The network thread has ended; nobody is there to hear it.
                loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        while self._stored:
            done, error = self._stored.popleft()
            done(error, bool(self._stored))


def _write(store: Store, rows: Sequence[Row]) -> None:
    # Those of a document that was deleted for ever meanwhile have no place any more; the others go on.
    with suppress(UnknownDocumentError):
        store.shared.write(rows)


def _read(store: Store, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
    with suppress(UnknownDocumentError):
        return tuple(store.shared.envelopes(document, ranges, limit))
    return ()
