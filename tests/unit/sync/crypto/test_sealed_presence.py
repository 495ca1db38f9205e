"""Sealed presence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.crypto.epoch import document_key, new_epoch_key
from sync.crypto.sealed_presence import presence_epoch, presence_key
from sync.errors import OpenFailed, SyncError
from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_EPHEMERAL_BYTES, MAX_PRESENCE_BYTES

SCOPE, DOCUMENT, DEVICE = "0a" * 16, "0c" * 16, "0d" * 16
EPOCH = new_epoch_key(SCOPE, 3)
KEY = presence_key(document_key(EPOCH, DOCUMENT), DEVICE)


def test_key8_presence_opens_for_readers_of_the_document() -> None:
    """KEY-8."""
    payload = KEY.seal(b"cursor")
    assert presence_epoch(payload) == 3
    assert presence_key(document_key(EPOCH, DOCUMENT), DEVICE).open(payload) == b"cursor"
    assert len(KEY.seal(bytes(MAX_PRESENCE_BYTES))) <= MAX_EPHEMERAL_BYTES


def test_key8_one_senders_presence_is_nobody_elses() -> None:
    """KEY-8."""
    payload = KEY.seal(b"cursor")
    for other in (
        presence_key(document_key(EPOCH, DOCUMENT), "0e" * 16),
        presence_key(document_key(EPOCH, "0b" * 16), DEVICE),
        presence_key(document_key(new_epoch_key(SCOPE, 3), DOCUMENT), DEVICE),
        presence_key(document_key(new_epoch_key(SCOPE, 4), DOCUMENT), DEVICE),
    ):
        with pytest.raises(OpenFailed):
            other.open(payload)


def test_key8_limits_and_versions() -> None:
    """KEY-8."""
    payload = KEY.seal(b"cursor")
    with pytest.raises(TooLarge):
        KEY.seal(bytes(MAX_PRESENCE_BYTES + 1))
    with pytest.raises(TooLarge):
        KEY.open(bytes(MAX_EPHEMERAL_BYTES + 1))
    with pytest.raises(Malformed):
        KEY.open(payload[:20])
    with pytest.raises(UnsupportedVersion):
        KEY.open(b"\2" + payload[1:])
    assert "0d" * 16 in repr(KEY)
    assert "cipher" not in repr(KEY)


@given(st.binary(max_size=100))
def test_key16_any_bytes_do_not_open(payload: bytes) -> None:
    """KEY-16."""
    for candidate in (payload, b"\1\0\0\0\3" + payload):
        with pytest.raises(SyncError):
            KEY.open(candidate)
