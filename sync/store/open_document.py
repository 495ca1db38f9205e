"""A document that is open in one window: what was loaded, its writer, and how far its edits are stored."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from concurrent.futures import Future

from sync.crypto.chain import client_id, new_chain
from sync.protocol.identifiers import RandomBytes
from sync.store.compaction import DEFAULT_POLICY, CompactionPolicy, should_compact
from sync.store.records import LoadedDocument, UpdateKind, Writer
from sync.store.writer import Saved, StoreThread


def new_writer(document: str, device: str, random_bytes: RandomBytes = secrets.token_bytes) -> Writer:
    """Start a new chain of this device on a document, with its Yjs client id. Nothing is stored before its first update."""
    chain = new_chain(document, device, random_bytes)
    return Writer(chain, client_id(chain))


class OpenDocument:
    """One window's hold on a document; used by the thread that owns the Doc.

    Create the Doc with ``writer.client_id``, apply ``loaded``, then pass every update it emits to ``append``.
    """

    __slots__ = ("_appended_bytes", "_thread", "loaded", "writer")

    def __init__(self, thread: StoreThread, loaded: LoadedDocument, writer: Writer) -> None:
        self._thread = thread
        self._appended_bytes = 0
        self.loaded = loaded
        self.writer = writer

    @property
    def submitted(self) -> int:
        """Counter of the last update handed over; compare with ``Saved.counter`` for a true status."""
        return self._thread.submitted(self.writer)

    def append(self, data: bytes, kind: UpdateKind = UpdateKind.LOCAL) -> Future[Saved]:
        """Hand over an update of the Doc; the future is done when it is on the disk.

        Raises:
            QueueFullError: It was not taken; keep it and hand it over again before any later one.
        """
        future = self._thread.append(self.writer, data, kind)
        self._appended_bytes += len(data)
        return future

    def covers(self) -> Mapping[str, int]:
        """Return what the Doc contains now: everything loaded and everything handed over, last counter by writer."""
        covers = dict(self.loaded.heads)
        if self.submitted:
            covers[self.writer.id] = self.submitted
        return covers

    def wants_compaction(self, policy: CompactionPolicy = DEFAULT_POLICY) -> bool:
        """Tell whether the next opening would profit from ``compact`` now."""
        updates = len(self.loaded.updates) + self.submitted
        state_bytes = len(self.loaded.state) if self.loaded.state is not None else 0
        return should_compact(updates, self.loaded.tail_bytes + self._appended_bytes, state_bytes, policy)

    def compact(self, state: bytes) -> Future[None]:
        """Store a full update of the Doc, taken just now on its thread, as the new load cache.

        The future fails, and nothing is changed, while edits in it are not stored.
        """
        document, covers = self.writer.document, self.covers()
        return self._thread.submit(lambda store: store.log.compact(document, state, covers), needs_saved=True)
