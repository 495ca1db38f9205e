"""Full-text search, whatever the store."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.store.ports import Store
from sync.store.records import DocumentKind
from tests.support.library import WORKSPACE


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "Payment flow", WORKSPACE).id


def found(store: Store, query: str) -> list[str]:
    return [hit.record for hit in store.search.search(query, per_document=False)]


def test_st35_search_finds_every_word_as_a_prefix_whatever_its_case_or_accent(store: Store, document: str) -> None:
    """ST-35."""
    store.search.index_text(
        document, [("s1", "Order Service (EU-west)"), ("s2", "Überweisung prüfen"), ("s3", "日本語 図")]
    )
    assert found(store, "order serv") == ["s1"]
    assert found(store, "SERV ord") == ["s1"]
    assert found(store, "eu-we") == ["s1"]
    assert found(store, "uberweis") == ["s2"]
    assert found(store, "日本") == ["s3"]
    assert found(store, "rder") == []
    assert found(store, "pay") == [""]


def test_st36_hits_show_where_they_match(store: Store, document: str) -> None:
    """ST-36."""
    store.search.index_text(document, [("s1", "the ledger of ledgers")])
    (hit,) = store.search.search("ledger")
    assert (hit.document, hit.title, hit.record) == (document, "Payment flow", "s1")
    assert hit.snippet == "the ledger of ledgers"
    assert all(hit.snippet[start:end].startswith("ledger") for start, end in hit.matches)


def test_st37_indexing_again_replaces(store: Store, document: str) -> None:
    """ST-37."""
    store.search.index_text(document, [("s1", "apple"), ("s2", "pear")])
    store.search.index_text(document, [("s2", "plum"), ("s3", "apricot"), ("", "not the title"), ("s4", "")])
    assert found(store, "apple") == found(store, "pear") == found(store, "not") == []
    assert found(store, "plum") == ["s2"]
    assert found(store, "apricot") == ["s3"]
    assert found(store, "payment") == [""]
    store.documents.rename(document, "Refunds")
    assert found(store, "payment") == []
    assert found(store, "refund") == [""]


def test_st38_one_hit_per_document_and_none_from_the_trash(store: Store, document: str) -> None:
    """ST-38."""
    store.search.index_text(document, [(f"s{n}", "queue") for n in range(5)])
    other = store.documents.create(DocumentKind.DIAGRAM, "queue", WORKSPACE).id
    assert {hit.document for hit in store.search.search("queue")} == {document, other}
    assert len(store.search.search("queue")) == 2
    assert len(store.search.search("queue", limit=1)) == 1
    assert len(store.search.search("queue", per_document=False)) == 6
    store.documents.trash(other)
    assert [hit.document for hit in store.search.search("queue")] == [document]


HOSTILE = ['"', '""', "*", "a*", "AND", "OR", "NOT", "NEAR(a b)", "content:x", "^a", "a:b", "(", "-x", "{a}", "a\x00b", "'; DROP TABLE texts; --", "\ud800", "", "   "]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_st39_nothing_typed_into_search_is_syntax(store: Store, document: str, query: str) -> None:
    """ST-39."""
    store.search.index_text(document, [("s1", "harmless")])
    store.search.search(query)
    assert found(store, "harmless") == ["s1"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(alphabet=st.characters() | st.sampled_from('"*^:()-+{}ANDORNEAR'), max_size=30))
def test_st39_any_text_can_be_searched(store: Store, query: str) -> None:
    """ST-39."""
    assert list(store.search.search(query)) == []


def test_st42_half_a_surrogate_pair_does_no_harm(store: Store) -> None:
    """ST-42."""
    made = store.documents.create(DocumentKind.DIAGRAM, "a\ud800b", WORKSPACE)
    store.documents.rename(made.id, "c\udfffd")
    store.search.index_text(made.id, [("s1", "needle \ud83d")])
    store.settings.set("odd", "\ud800")
    assert store.documents.get(made.id).title == "c?d"
    assert store.settings.get("odd") == "\ud800"
    assert [hit.document for hit in store.search.search("needle")] == [made.id]
