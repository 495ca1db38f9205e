"""The engine's rows on the store thread: what ``RowKeeper`` needs, by the library that is open."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sync.engine.catch_up import Missing
from sync.engine.records import ChainRow, EnvelopeRow, PlainRow, Row
from sync.store.writer import StoreThread

_RECEIVED = (ChainRow, EnvelopeRow, PlainRow)
"""What others wrote, and how far it is elsewhere: shown already, and acknowledged a moment later."""


class StoreRows:
    """See ``sync.runtime.row_keeper.RowStore``."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    def write(self, rows: Sequence[Row]) -> asyncio.Future[None]:
        """Queue rows behind the updates that were queued before them."""
        patient = all(isinstance(row, _RECEIVED) for row in rows)
        return asyncio.wrap_future(self._thread.write(lambda store: store.shared.write(rows), patient=patient))

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return stored envelopes."""
        found = self._thread.submit(lambda store: tuple(store.shared.envelopes(document, ranges, limit)))
        return await asyncio.wrap_future(found)
