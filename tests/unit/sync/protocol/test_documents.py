"""Ids of documents that follow from others."""

from __future__ import annotations

import hashlib

import pytest

from sync.errors import InvalidIdentifierError
from sync.protocol.documents import discussion_of, index_of, successor_of

ONE = "0c" * 16


def test_pro5_ids_are_fixed_hashes() -> None:
    """PRO-5."""
    raw = bytes.fromhex(ONE)
    assert discussion_of(ONE) == hashlib.sha256(b"aio-canvas discussion v1\0" + raw).hexdigest()[:32]
    assert index_of(ONE) == hashlib.sha256(b"aio-canvas index v1\0" + raw).hexdigest()[:32]
    assert successor_of(ONE) == hashlib.sha256(b"aio-canvas successor v1\0" + raw).hexdigest()[:32]
    for derive in (discussion_of, index_of, successor_of):
        with pytest.raises(InvalidIdentifierError):
            derive("x")
