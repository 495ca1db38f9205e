"""A store thread whose disk can be held up or be full, and what it reported."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future

from sync.errors import DiskFullError
from sync.store.memory import MemoryStore, MemoryUpdateLog
from sync.store.records import Append, DocumentKind
from sync.store.writer import QueueLimits, Saved, SaveFailure, StoreThread
from tests.support.library import WORKSPACE, ticking_clock, writer_for

TIMEOUT = 20.0


class GatedLog(MemoryUpdateLog):
    """A log whose disk can be held up or be full."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store)
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.full = False
        self.batches: list[int] = []

    def append(self, appends: Sequence[Append]) -> None:
        self.entered.set()
        assert self.gate.wait(TIMEOUT)
        if self.full:
            raise DiskFullError("no space left")
        super().append(appends)
        self.batches.append(len(appends))


class Rig:
    """A store thread around a gated store, and what it reported."""

    def __init__(self, limits: QueueLimits) -> None:
        self.store = MemoryStore(ticking_clock())
        self.log = GatedLog(self.store)
        self.store.log = self.log
        self.document = self.store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE).id
        self.writer = writer_for(self.document)
        self.saved: list[Saved] = []
        self.failures: list[SaveFailure] = []
        self.thread = StoreThread(
            lambda: self.store, on_saved=self.saved.append, on_failure=self.failures.append, limits=limits
        )

    def append(self, *payloads: bytes) -> list[Future[Saved]]:
        return [self.thread.append(self.writer, data) for data in payloads]

    def stored(self) -> list[bytes]:
        return [update.data for update in self.store.log.load(self.document).updates]

    def hold(self) -> Future[Saved]:
        """Queue one update and keep the thread inside its commit."""
        self.log.entered.clear()
        self.log.gate.clear()
        (future,) = self.append(b"held")
        assert self.log.entered.wait(TIMEOUT)
        return future
