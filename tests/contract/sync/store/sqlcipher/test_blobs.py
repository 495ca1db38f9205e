"""Blobs and thumbnails, whatever the store."""

from __future__ import annotations

import hashlib

import pytest

from sync.errors import LimitExceededError
from sync.protocol.limits import MAX_BLOB_BYTES, MAX_THUMBNAIL_BYTES
from sync.store.ports import Store
from sync.store.records import DocumentKind
from tests.support.library import WORKSPACE


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "Payment flow", WORKSPACE).id


def test_st31_blobs_are_named_by_their_content_and_kept_once(store: Store) -> None:
    """ST-31."""
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
    """ST-32."""
    used, unused, renewed = (store.blobs.put(data, "image/png") for data in (b"used", b"unused", b"renewed"))
    last = store.blobs.info(renewed)
    assert last is not None
    border = last.created_ms + 1
    store.blobs.put(b"renewed", "image/png")
    fresh = store.blobs.put(b"fresh", "image/png")
    assert store.blobs.sweep([used], border) == 1
    assert [store.blobs.has(one) for one in (used, unused, renewed, fresh)] == [True, False, True, True]


def test_st33_too_large_pictures_are_refused(store: Store, document: str) -> None:
    """ST-33."""
    with pytest.raises(LimitExceededError):
        store.blobs.put(bytes(MAX_BLOB_BYTES + 1), "image/png")
    with pytest.raises(LimitExceededError) as caught:
        store.thumbnails.put(document, "default", bytes(MAX_THUMBNAIL_BYTES + 1), "image/png")
    assert caught.value.limit == MAX_THUMBNAIL_BYTES


def test_st34_thumbnails_are_read_by_variant(store: Store, document: str) -> None:
    """ST-34."""
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
