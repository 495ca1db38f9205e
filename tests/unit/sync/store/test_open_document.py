"""A document open in one window."""

from __future__ import annotations

import pytest

from sync.errors import (
    CompactionError,
    DiskFullError,
)
from sync.store.compaction import CompactionPolicy
from sync.store.open_document import OpenDocument
from tests.support.gated_store import TIMEOUT, Rig
from tests.support.library import appends, writer_for


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
