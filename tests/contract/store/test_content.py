"""ST-30 to ST-45: versions, blobs, thumbnails, search, settings, session, recent."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.errors import LimitExceededError
from sync.protocol.limits import MAX_BLOB_BYTES, MAX_SETTING_BYTES, MAX_THUMBNAIL_BYTES
from sync.store.ports import Store
from sync.store.records import DocumentKind, RecentKind
from tests.support.library import WORKSPACE


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "Payment flow", WORKSPACE).id


def found(store: Store, query: str) -> list[str]:
    return [hit.record for hit in store.search.search(query, per_document=False)]


def test_st30_versions_are_kept_named_and_removed(store: Store, document: str) -> None:
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


def test_st31_blobs_are_named_by_their_content_and_kept_once(store: Store) -> None:
    name = store.blobs.put(b"picture", "image/png")
    assert name == hashlib.sha256(b"picture").hexdigest()
    assert store.blobs.put(b"picture", "image/png") == name
    assert store.blobs.get(name) == b"picture"
    info = store.blobs.info(name)
    assert info is not None
    assert (info.size, info.media_type) == (7, "image/png")
    assert not store.blobs.has("00" * 32)
    assert store.blobs.get("00" * 32) is None


def test_st32_a_sweep_spares_what_is_used_and_what_is_new(store: Store) -> None:
    used, unused, renewed = (store.blobs.put(data, "image/png") for data in (b"used", b"unused", b"renewed"))
    last = store.blobs.info(renewed)
    assert last is not None
    border = last.created_ms + 1
    store.blobs.put(b"renewed", "image/png")
    fresh = store.blobs.put(b"fresh", "image/png")
    assert store.blobs.sweep([used], border) == 1
    assert [store.blobs.has(one) for one in (used, unused, renewed, fresh)] == [True, False, True, True]


def test_st33_too_large_pictures_are_refused(store: Store, document: str) -> None:
    with pytest.raises(LimitExceededError):
        store.blobs.put(bytes(MAX_BLOB_BYTES + 1), "image/png")
    with pytest.raises(LimitExceededError) as caught:
        store.thumbnails.put(document, "default", bytes(MAX_THUMBNAIL_BYTES + 1), "image/png")
    assert caught.value.limit == MAX_THUMBNAIL_BYTES


def test_st34_thumbnails_are_read_by_variant(store: Store, document: str) -> None:
    other = store.documents.create(DocumentKind.DIAGRAM, "o", WORKSPACE).id
    name = store.thumbnails.put(document, "default", b"light", "image/png")
    store.thumbnails.put(document, "dark", b"dark", "image/png")
    store.thumbnails.put(other, "default", b"old", "image/png")
    store.thumbnails.put(other, "default", b"new", "image/webp")
    assert store.documents.get(document).thumbnail == name
    many = store.thumbnails.get_many([document, other, "ff" * 16])
    assert {key: value.data for key, value in many.items()} == {document: b"light", other: b"new"}
    dark = store.thumbnails.get(document, "dark")
    assert dark is not None
    assert dark.data == b"dark"
    assert store.thumbnails.get(other, "dark") is None


def test_st35_search_finds_every_word_as_a_prefix_whatever_its_case_or_accent(store: Store, document: str) -> None:
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
    store.search.index_text(document, [("s1", "the ledger of ledgers")])
    (hit,) = store.search.search("ledger")
    assert (hit.document, hit.title, hit.record) == (document, "Payment flow", "s1")
    assert hit.snippet == "the ledger of ledgers"
    assert all(hit.snippet[start:end].startswith("ledger") for start, end in hit.matches)


def test_st37_indexing_again_replaces(store: Store, document: str) -> None:
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
    store.search.index_text(document, [("s1", "harmless")])
    store.search.search(query)
    assert found(store, "harmless") == ["s1"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(alphabet=st.characters() | st.sampled_from('"*^:()-+{}ANDORNEAR'), max_size=30))
def test_st39_any_text_can_be_searched(store: Store, query: str) -> None:
    assert list(store.search.search(query)) == []


def test_st40_settings_and_session_are_json_and_apart(store: Store) -> None:
    store.settings.set("theme", {"name": "dark", "scale": 1.5, "list": [1, None, True]})
    store.session.set("theme", "other")
    assert store.settings.get("theme") == {"name": "dark", "scale": 1.5, "list": [1, None, True]}
    assert store.session.all() == {"theme": "other"}
    store.settings.set("theme", None)
    assert store.settings.all() == {}
    with pytest.raises(LimitExceededError):
        store.settings.set("big", "x" * (MAX_SETTING_BYTES + 1))


def test_st41_the_recent_list_is_newest_first_and_bounded(store: Store, document: str) -> None:
    store.recent.touch(RecentKind.DOCUMENT, document)
    for number in range(120):
        store.recent.touch(RecentKind.FILE, f"file-{number}.drawio")
    store.recent.touch(RecentKind.FILE, "file-50.drawio")
    newest = store.recent.list(limit=3)
    assert [item.target for item in newest] == ["file-50.drawio", "file-119.drawio", "file-118.drawio"]
    assert len(store.recent.list(limit=1000)) == 100
    store.recent.remove(RecentKind.FILE, "file-50.drawio")
    assert store.recent.list(limit=1)[0].target == "file-119.drawio"


def test_st42_half_a_surrogate_pair_does_no_harm(store: Store) -> None:
    made = store.documents.create(DocumentKind.DIAGRAM, "a\ud800b", WORKSPACE)
    store.documents.rename(made.id, "c\udfffd")
    store.search.index_text(made.id, [("s1", "needle \ud83d")])
    store.settings.set("odd", "\ud800")
    assert store.documents.get(made.id).title == "c?d"
    assert store.settings.get("odd") == "\ud800"
    assert [hit.document for hit in store.search.search("needle")] == [made.id]
