"""Kept versions, whatever the store."""

from __future__ import annotations

import pytest

from sync.store.ports import Store
from sync.store.records import DocumentKind
from tests.support.library import WORKSPACE


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "Payment flow", WORKSPACE).id


def test_st30_versions_are_kept_named_and_removed(store: Store, document: str) -> None:
    """ST-30."""
    first = store.versions.add(document, b"one" * 1000, "ana", automatic=True)
    second = store.versions.add(document, b"", "ben", name="Release")
    assert [version.id for version in store.versions.list(document)] == [second.id, first.id]
    assert store.versions.load(first.id) == b"one" * 1000
    assert store.versions.load(second.id) == b""
    assert store.versions.rename(first.id, "Kept")
    kept = store.versions.list(document)[1]
    assert (kept.name, kept.automatic, kept.author, kept.size) == ("Kept", False, "ana", 3000)
    assert store.versions.delete(first.id)
    assert not store.versions.delete(first.id)
    assert store.versions.load(first.id) is None
