"""The list of documents, whatever the store."""

from __future__ import annotations

import pytest

from sync.errors import InvalidIdentifierError, LimitExceededError, StoreError, UnknownDocumentError
from sync.store.ports import Store
from sync.store.records import DocumentKind, DocumentQuery, DocumentSort, RecentKind
from tests.support.library import WORKSPACE, appends, writer_for

DIAGRAM = DocumentKind.DIAGRAM


def titles(store: Store, query: DocumentQuery) -> list[str]:
    return [info.title for info in store.documents.list(query)]


def test_st20_a_created_document_is_listed_with_its_facts(store: Store) -> None:
    """ST-20."""
    made = store.documents.create(DIAGRAM, "Network", WORKSPACE)
    assert store.documents.get(made.id) == made
    assert list(store.documents.list(DocumentQuery())) == [made]
    assert made.created_ms == made.modified_ms
    assert len(made.id) == 32


def test_st20_a_given_id_is_used_once(store: Store) -> None:
    """ST-20."""
    store.documents.create(DIAGRAM, "a", WORKSPACE, "0b" * 16)
    with pytest.raises(StoreError, match="exists already"):
        store.documents.create(DIAGRAM, "b", WORKSPACE, "0b" * 16)
    assert store.documents.get("0b" * 16).title == "a"


@pytest.mark.parametrize("bad", ["", "zz" * 16, "0B" * 16, "0b" * 15, "0b" * 16 + "\n", "' OR 1=1 --"])
def test_st20_malformed_ids_are_refused(store: Store, bad: str) -> None:
    """ST-20."""
    with pytest.raises(InvalidIdentifierError):
        store.documents.create(DIAGRAM, "a", WORKSPACE, bad)


def test_st21_lists_are_sorted_filtered_and_paged(store: Store) -> None:
    """ST-21."""
    ids = {title: store.documents.create(DIAGRAM, title, WORKSPACE).id for title in ("beta", "Alpha", "gamma", "Ärger")}
    store.documents.create(DocumentKind.INDEX, "hidden", WORKSPACE)
    store.documents.set_starred(ids["gamma"], True)
    by_title = DocumentQuery(sort=DocumentSort.TITLE, descending=False)
    assert titles(store, by_title) == ["Alpha", "beta", "gamma", "Ärger"]
    assert titles(store, DocumentQuery(sort=DocumentSort.CREATED)) == ["Ärger", "gamma", "Alpha", "beta"]
    assert titles(store, DocumentQuery(sort=DocumentSort.TITLE, descending=False, limit=2, offset=1)) == [
        "beta",
        "gamma",
    ]
    assert titles(store, DocumentQuery(starred=True)) == ["gamma"]
    assert titles(store, DocumentQuery(title_contains="ÄR")) == ["Ärger"]
    assert titles(store, DocumentQuery(title_contains="%")) == []
    assert titles(store, DocumentQuery(workspace="0c" * 16)) == []
    assert store.documents.count(DocumentQuery(limit=1)) == 4


def test_st22_an_edit_moves_a_document_to_the_top(store: Store) -> None:
    """ST-22."""
    first = store.documents.create(DIAGRAM, "first", WORKSPACE)
    store.documents.create(DIAGRAM, "second", WORKSPACE)
    store.log.append(appends(writer_for(first.id), b"edit"))
    assert titles(store, DocumentQuery()) == ["first", "second"]
    assert store.documents.get(first.id).modified_ms > first.modified_ms


def test_st23_the_trash_keeps_everything_and_gives_it_back(store: Store) -> None:
    """ST-23."""
    made = store.documents.create(DIAGRAM, "old", WORKSPACE)
    store.log.append(appends(writer_for(made.id), b"edit"))
    store.documents.trash(made.id)
    trashed_ms = store.documents.get(made.id).trashed_ms
    store.documents.trash(made.id)
    assert store.documents.get(made.id).trashed_ms == trashed_ms is not None
    assert titles(store, DocumentQuery()) == []
    assert titles(store, DocumentQuery(trashed=True)) == ["old"]
    store.documents.restore(made.id)
    assert titles(store, DocumentQuery()) == ["old"]
    assert [update.data for update in store.log.load(made.id).updates] == [b"edit"]


def test_st24_purge_removes_all_that_belongs_to_a_document(store: Store) -> None:
    """ST-24."""
    made = store.documents.create(DIAGRAM, "gone", WORKSPACE)
    store.log.append(appends(writer_for(made.id), b"edit"))
    version = store.versions.add(made.id, b"state", "me")
    store.thumbnails.put(made.id, "default", b"png", "image/png")
    store.search.index_text(made.id, [("s1", "needle")])
    store.recent.touch(RecentKind.DOCUMENT, made.id)
    store.documents.purge(made.id)
    assert not store.documents.has(made.id)
    assert store.versions.load(version.id) is None
    assert store.thumbnails.get(made.id) is None
    assert list(store.search.search("needle")) == []
    assert list(store.recent.list()) == []
    with pytest.raises(UnknownDocumentError):
        store.log.load(made.id)


def test_st25_unknown_documents_are_told(store: Store) -> None:
    """ST-25."""
    unknown = "0e" * 16
    calls = (
        lambda: store.documents.get(unknown),
        lambda: store.documents.rename(unknown, "x"),
        lambda: store.documents.trash(unknown),
        lambda: store.documents.purge(unknown),
        lambda: store.log.append(appends(writer_for(unknown), b"x")),
        lambda: store.log.compact(unknown, b"", {}),
        lambda: store.versions.add(unknown, b"", "me"),
        lambda: store.thumbnails.put(unknown, "default", b"", "image/png"),
        lambda: store.search.index_text(unknown, []),
    )
    for call in calls:
        with pytest.raises(UnknownDocumentError) as caught:
            call()
        assert caught.value.document == unknown


def test_st26_a_too_long_title_changes_nothing(store: Store) -> None:
    """ST-26."""
    made = store.documents.create(DIAGRAM, "short", WORKSPACE)
    with pytest.raises(LimitExceededError):
        store.documents.rename(made.id, "x" * 1_001)
    with pytest.raises(LimitExceededError):
        store.documents.create(DIAGRAM, "x" * 1_001, WORKSPACE)
    assert titles(store, DocumentQuery()) == ["short"]
