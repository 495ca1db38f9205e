"""The engine's rows on the store thread: what ``RowKeeper`` needs, by the library that is open."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sync.engine.catch_up import Missing
from sync.engine.records import Row
from sync.store.writer import StoreThread


class StoreRows:
    """See ``sync.runtime.row_keeper.RowStore``."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    def write(self, rows: Sequence[Row]) -> asyncio.Future[None]:
        """Queue rows behind the updates that were queued before them."""
        return asyncio.wrap_future(self._thread.write(lambda store: store.shared.write(rows)))

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return stored envelopes."""
        found = self._thread.submit(lambda store: tuple(store.shared.envelopes(document, ranges, limit)))
        return await asyncio.wrap_future(found)
