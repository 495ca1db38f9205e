"""A document that is open in one window: what was loaded, its writer, and how far its edits are stored."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from sync.protocol.chain import client_id, new_chain
from sync.protocol.identifiers import RandomBytes
from sync.store.compaction import DEFAULT_POLICY, CompactionPolicy, should_compact
from sync.store.records import LoadedDocument, UpdateKind, Writer
from sync.store.writer import Saved, StoreThread


def new_writer(document: str, device: str, random_bytes: RandomBytes = secrets.token_bytes) -> Writer:
    """Start a new chain of this device on a document, with its Yjs client id. Nothing is stored before its first update."""
    chain = new_chain(document, device, random_bytes)
    return Writer(chain, client_id(chain))


@dataclass(frozen=True, slots=True)
class _Cached:
    """What the newest state holds: its size, and how many updates and bytes of this window are in it."""

    state_bytes: int
    updates: int
    bytes: int


class OpenDocument:
    """One window's hold on a document; used by the thread that owns the Doc.

    Create the Doc with ``writer.client_id``, apply ``loaded``, then pass every update it emits to ``append``.
    """

    __slots__ = ("_appended_bytes", "_cached", "_thread", "loaded", "writer")

    def __init__(self, thread: StoreThread, loaded: LoadedDocument, writer: Writer) -> None:
        self._thread = thread
        self._appended_bytes = 0
        state_bytes = len(loaded.state) if loaded.state is not None else 0
        # What was loaded behind the state counts as a tail before the first update of this window.
        self._cached = _Cached(state_bytes, -len(loaded.updates), -loaded.tail_bytes)
        self.loaded = loaded
        self.writer = writer

    @property
    def submitted(self) -> int:
        """Counter of the last update handed over; compare with ``Saved.counter`` for a true status."""
        return self._thread.submitted(self.writer)

    def append(self, data: bytes, kind: UpdateKind = UpdateKind.LOCAL, *, rows_follow: bool = False) -> Future[Saved]:
        """Hand over an update of the Doc; the future is done when it is on the disk.

        Args:
            data: The update.
            kind: Whether it is one's own.
            rows_follow: Rows about it are expected at once; see ``StoreThread.append``.

        Raises:
            QueueFullError: It was not taken; keep it and hand it over again before any later one.
        """
        future = self._thread.append(self.writer, data, kind, rows_follow=rows_follow)
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
        cached = self._cached
        tail_updates = self.submitted - cached.updates
        return should_compact(tail_updates, self._appended_bytes - cached.bytes, cached.state_bytes, policy)

    def compact(self, state: bytes) -> Future[None]:
        """Store a full update of the Doc, taken just now on its thread, as the new load cache.

        The future fails, and nothing is changed, while edits in it are not stored.
        """
        document, covers, before = self.writer.document, self.covers(), self._cached
        # Counted as done at once, so that an idle window does not ask for it twice.
        self._cached = attempt = _Cached(len(state), self.submitted, self._appended_bytes)
        future = self._thread.submit(lambda store: store.log.compact(document, state, covers), needs_saved=True)

        def undo_if_failed(done: Future[None]) -> None:
            if (done.cancelled() or done.exception() is not None) and self._cached is attempt:
                self._cached = before

        future.add_done_callback(undo_if_failed)
        return future
