"""What only the store in memory does; the contract suite shows the rest."""

from __future__ import annotations

from sync.store.memory import MemoryStore
from sync.store.records import DocumentKind
from tests.support.library import WORKSPACE, ticking_clock


def test_it_stays_readable_after_closing_and_finds_nothing_wrong() -> None:
    store = MemoryStore(ticking_clock(), random_bytes=bytes)
    made = store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE)
    store.close()
    assert made.id == "00" * 16
    assert store.documents.get(made.id) == made
    assert store.verify().ok
