"""The library as the network thread uses it: rows in, envelopes out, on the store thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from sync.engine.catch_up import Missing
from sync.engine.records import Row
from sync.store.library import Library


@dataclass(frozen=True, slots=True)
class LibraryRows:
    """Implements the runtime's port for rows."""

    library: Library

    async def persist(self, rows: Sequence[Row]) -> None:
        """Store rows durably, all or none.

        Raises:
            StorageError: the disk refuses.
        """
        await asyncio.wrap_future(self.library.submit(lambda store: store.shared.write(rows)))

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return stored envelopes in the order asked for.

        Raises:
            StorageError: the disk refuses.
        """
        call = self.library.submit(lambda store: tuple(store.shared.envelopes(document, ranges, limit)))
        return await asyncio.wrap_future(call)
