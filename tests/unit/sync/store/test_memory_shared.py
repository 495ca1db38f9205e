"""What only the rows in memory do; the contract suite shows the rest."""

from __future__ import annotations

from sync.engine.records import SharingRow
from sync.store.memory import MemoryStore
from tests.support.library import WORKSPACE, ticking_clock


def test_they_are_put_back_when_a_transaction_fails() -> None:
    store = MemoryStore(ticking_clock())
    try:
        with store.transaction():
            store.shared.write([SharingRow("0c" * 16, WORKSPACE, "diagram")])
            raise KeyError
    except KeyError:
        pass
    assert not store.documents.has("0c" * 16)
    store.shared.write([SharingRow("0c" * 16, WORKSPACE, "diagram")])
    assert store.documents.has("0c" * 16)
