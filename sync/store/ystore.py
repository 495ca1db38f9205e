"""pycrdt-store's interface on the encrypted library.

The store that comes with pycrdt-store loses history when it squashes and reports a failed read as "no document", which
makes an app create an empty one over it. Here every write is durable when it returns, a read error stays an error, and
compaction takes its state from the Doc and never deletes what the state does not contain.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from logging import Logger
from typing import Any, TypeVar

from anyio import to_thread
from pycrdt import Doc
from pycrdt.store import BaseYStore, YDocNotFound

from sync.store.library import Library
from sync.store.open_document import OpenDocument
from sync.store.records import DocumentKind

T = TypeVar("T")

_MS_PER_S = 1_000


class LibraryYStore(BaseYStore):
    """One document of an open library; ``path`` is its id.

    Writes go under a writer of their own, started at the first write after ``open``.
    """

    def __init__(
        self,
        path: str,
        metadata_callback: Callable[[], Awaitable[bytes] | bytes] | None = None,
        log: Logger | None = None,
        *,
        library: Library | None = None,
        kind: DocumentKind = DocumentKind.DIAGRAM,
    ) -> None:
        """Make a store for one document.

        Args:
            path: Id of the document (32 hex digits).
            metadata_callback: Part of the interface; the library keeps no metadata beside updates.
            log: Part of the interface; errors are raised, not logged.
            library: The open library that holds the document.
            kind: What the document becomes when the first write makes it.

        Raises:
            ValueError: There is no library.
        """
        del log
        if library is None:
            raise ValueError("a document is stored in an open library")
        self.path = path
        self.metadata_callback = metadata_callback
        self._library = library
        self._kind = kind
        self._document: OpenDocument | None = None

    async def write(self, data: bytes) -> None:
        """Store an update; it is on the disk when this returns. The first write makes the document."""
        document = await self._opened(create=True)
        await to_thread.run_sync(document.append(data).result)

    async def read(self) -> AsyncIterator[tuple[bytes, bytes, float]]:
        """Yield the state and the updates after it, each with empty metadata and its time in seconds.

        Raises:
            YDocNotFound: The document does not exist or nothing was ever written to it.
        """
        path = self.path
        if not await self._ask(lambda: self._exists(path)):
            raise YDocNotFound
        loaded = await self._ask(lambda: self._library.submit(lambda store: store.log.load(path)).result())
        if loaded.state is None and not loaded.updates:
            raise YDocNotFound
        if loaded.state is not None:
            yield loaded.state, b"", loaded.info.created_ms / _MS_PER_S
        for update in loaded.updates:
            yield update.data, b"", update.received_ms / _MS_PER_S

    async def compact(self, ydoc: Doc[Any]) -> None:
        """Replace the log by the Doc's state.

        Args:
            ydoc: A Doc to which everything stored was applied and whose every update was written.

        Raises:
            CompactionError: It would lose something; nothing was changed.
        """
        document = await self._opened(create=False)
        await to_thread.run_sync(document.compact(ydoc.get_update()).result)

    async def client_id(self) -> int:
        """Return the Yjs client id that a Doc must have whose updates are written here."""
        return (await self._opened(create=True)).writer.client_id

    async def _opened(self, *, create: bool) -> OpenDocument:
        if self._document is None:
            path = self.path
            if create and not await self._ask(lambda: self._exists(path)):
                await self._ask(self._create)
            self._document = await self._ask(lambda: self._library.open_document(path).result())
        return self._document

    def _exists(self, document: str) -> bool:
        query = self._library.submit(lambda store: store.documents.has(document))
        return query.result()

    def _create(self) -> None:
        workspace, path, kind = self._library.info.workspace, self.path, self._kind
        self._library.submit(lambda store: store.documents.create(kind, "", workspace, path)).result()

    @staticmethod
    async def _ask(call: Callable[[], T]) -> T:
        return await to_thread.run_sync(call)
