"""Transactions, whatever the store."""

from __future__ import annotations

import pytest

from sync.store.ports import Store
from sync.store.records import DocumentKind
from tests.support.library import WORKSPACE

DIAGRAM = DocumentKind.DIAGRAM


def create_and_fail(store: Store) -> None:
    with store.transaction():
        store.documents.create(DIAGRAM, "half", WORKSPACE, "0b" * 16)
        with store.transaction():
            store.settings.set("theme", "dark")
        raise RuntimeError


def test_st27_a_failed_transaction_leaves_nothing(store: Store) -> None:
    """ST-27."""
    with pytest.raises(RuntimeError):
        create_and_fail(store)
    assert not store.documents.has("0b" * 16)
    assert store.settings.get("theme") is None
