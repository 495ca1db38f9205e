"""A document open in one window."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import pytest

from sync.errors import (
    CompactionError,
    DiskFullError,
)
from sync.store.compaction import CompactionPolicy
from sync.store.memory import MemoryStore, MemoryUpdateLog
from sync.store.open_document import OpenDocument
from sync.store.records import Append, DocumentKind
from sync.store.writer import QueueLimits, Saved, SaveFailure, StoreThread
from tests.support.library import WORKSPACE, appends, ticking_clock, writer_for

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


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig(QueueLimits(max_waiting=200, max_batch=50, wait_s=0.01))
    yield made
    made.log.gate.set()
    made.log.full = False
    made.thread.close()


def test_st17_compaction_waits_for_the_edits_it_contains(rig: Rig) -> None:
    """ST-17."""
    opened = OpenDocument(rig.thread, rig.store.log.load(rig.document), rig.writer)
    rig.log.full = True
    opened.append(b"a")
    with pytest.raises(DiskFullError):
        opened.compact(b"state").result(TIMEOUT)
    rig.log.full = False
    opened.append(b"b").result(TIMEOUT)
    assert opened.covers() == {rig.writer.id: 2}
    opened.compact(b"state").result(TIMEOUT)
    assert rig.store.log.load(rig.document).state == b"state"
    assert rig.stored() == []
    with pytest.raises(CompactionError):
        rig.thread.submit(lambda store: store.log.compact(rig.document, b"", {rig.writer.id: 3})).result(TIMEOUT)


def test_st9_a_window_asks_for_compaction_once_and_again_when_it_failed(rig: Rig) -> None:
    """ST-9."""
    rig.thread.submit(lambda store: store.log.append(appends(writer_for(rig.document), *[b"x"] * 30))).result(TIMEOUT)
    opened = OpenDocument(rig.thread, rig.store.log.load(rig.document), rig.writer)
    policy = CompactionPolicy(max_updates=40)
    for _ in range(10):
        opened.append(b"x").result(TIMEOUT)
    assert not opened.wants_compaction(policy)
    opened.append(b"x").result(TIMEOUT)
    assert opened.wants_compaction(policy)
    opened.compact(b"state").result(TIMEOUT)
    assert not opened.wants_compaction(policy)
    rig.log.full = True
    for _ in range(41):
        opened.append(b"x")
    with pytest.raises(DiskFullError):
        opened.compact(b"state").result(TIMEOUT)
    rig.log.full = False
    rig.thread.flush().result(TIMEOUT)
    assert opened.wants_compaction(policy)
