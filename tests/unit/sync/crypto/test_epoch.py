"""Epoch keys, commitments, and keys under keys."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sync.crypto.epoch import (
    SEALED_KEY_BYTES,
    EpochKey,
    check_commitment,
    check_document_commitment,
    commitment,
    document_commitment,
    document_key,
    new_epoch_key,
    open_bridge,
    open_previous,
    seal_bridge,
    seal_previous,
)
from sync.errors import CommitmentError, OpenFailed

SCOPE, DIAGRAM = "0a" * 16, "0c" * 16
FIRST, SECOND = new_epoch_key(SCOPE, 1), new_epoch_key(SCOPE, 2)


def test_key2_a_commitment_binds_scope_epoch_and_key() -> None:
    """KEY-2."""
    expected = hashlib.sha256(
        b"aio-canvas epoch commitment v1\0" + bytes.fromhex(SCOPE) + b"\0\0\0\1" + FIRST.secret
    ).digest()
    assert commitment(FIRST) == expected
    check_commitment(FIRST, expected)
    for other in (replace(FIRST, epoch=2), replace(FIRST, scope=DIAGRAM), replace(FIRST, secret=bytes(32))):
        with pytest.raises(CommitmentError):
            check_commitment(other, expected)


def test_key3_each_document_and_epoch_has_its_own_key() -> None:
    """KEY-3."""
    keys = {document_key(key, document).secret for key in (FIRST, SECOND) for document in (DIAGRAM, SCOPE)}
    assert len(keys) == 4
    assert document_key(FIRST, DIAGRAM) == document_key(FIRST, DIAGRAM)


def test_key19_a_documents_commitment_binds_scope_epoch_document_and_key() -> None:
    """KEY-19."""
    key = document_key(FIRST, DIAGRAM)
    expected = hashlib.sha256(
        b"aio-canvas document commitment v1\0"
        + bytes.fromhex(SCOPE)
        + b"\0\0\0\1"
        + bytes.fromhex(DIAGRAM)
        + key.secret
    ).digest()
    assert document_commitment(key) == expected
    check_document_commitment(key, expected)
    for change in ({"epoch": 2}, {"scope": DIAGRAM}, {"document": SCOPE}, {"secret": bytes(32)}):
        with pytest.raises(CommitmentError):
            check_document_commitment(replace(key, **change), expected)  # type: ignore[arg-type]


def test_key4_the_newest_key_opens_the_one_before() -> None:
    """KEY-4."""
    sealed = seal_previous(SECOND, FIRST)
    assert len(sealed) == SEALED_KEY_BYTES
    assert open_previous(SECOND, sealed, commitment(FIRST)) == FIRST
    with pytest.raises(CommitmentError):
        open_previous(SECOND, sealed, commitment(SECOND))
    with pytest.raises(OpenFailed):
        open_previous(new_epoch_key(SCOPE, 2), sealed, commitment(FIRST))
    for wrong in (new_epoch_key(SCOPE, 3), new_epoch_key(DIAGRAM, 2)):
        with pytest.raises(ValueError, match="before it"):
            seal_previous(wrong, FIRST)


def test_key4_a_bridge_opens_the_diagrams_key_to_the_workspace() -> None:
    """KEY-4."""
    diagram = new_epoch_key(DIAGRAM, 3)
    sealed = seal_bridge(SECOND, diagram)
    assert open_bridge(SECOND, DIAGRAM, 3, sealed, commitment(diagram)) == diagram
    for under, scope, epoch in ((FIRST, DIAGRAM, 3), (SECOND, SCOPE, 3), (SECOND, DIAGRAM, 2)):
        with pytest.raises(OpenFailed):
            open_bridge(under, scope, epoch, sealed, commitment(diagram))
    with pytest.raises(OpenFailed):
        open_previous(SECOND, sealed, commitment(FIRST))


@pytest.mark.parametrize("position", range(0, SEALED_KEY_BYTES, 7))
def test_key16_a_changed_byte_keeps_a_key_shut(position: int) -> None:
    """KEY-16."""
    sealed = bytearray(seal_previous(SECOND, FIRST))
    sealed[position] ^= 1
    with pytest.raises(OpenFailed):
        open_previous(SECOND, bytes(sealed), commitment(FIRST))


def test_key15_keys_are_not_printed() -> None:
    """KEY-15."""
    key = EpochKey(SCOPE, 1, b"\x41" * 32)
    for shown in (repr(key), repr(document_key(key, DIAGRAM))):
        assert "AAAA" not in shown
        assert "secret" not in shown
