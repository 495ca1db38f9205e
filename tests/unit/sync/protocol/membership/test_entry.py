"""Entries of the log and what is signed of them."""

from __future__ import annotations

import hashlib

import pytest

from sync.protocol.errors import Malformed, SignatureInvalid
from sync.protocol.membership.entry import (
    decode_log_entry,
    encode_log_entry,
    head_message,
    head_of,
    verify_countersignature,
    workspace_id,
)
from sync.protocol.signing import HEAD
from tests.support.workspace import ANA, Signer, TeamLog


def test_mem11_an_entry_survives_its_encoding_and_makes_its_head() -> None:
    """MEM-11."""
    log = TeamLog()
    entry = log.entries[0]
    assert decode_log_entry(encode_log_entry(entry)) == entry
    expected = hashlib.sha256(b"aio-canvas log entry v1\0" + entry.operation + entry.signature).digest()
    assert entry.head == head_of(entry.operation, entry.signature) == expected == log.state.head
    for short in (0, 127, 128):
        with pytest.raises(Malformed):
            decode_log_entry(encode_log_entry(entry)[:short])


def test_mem11_the_sequencer_signs_workspace_place_and_head() -> None:
    """MEM-11."""
    key, head, workspace = Signer("relay"), bytes(range(32)), "0c" * 16
    signature = key.sign(HEAD, head_message(workspace, 7, head))
    verify_countersignature(key.public, workspace, 7, head, signature)
    for other in ((workspace, 8, head), ("0d" * 16, 7, head), (workspace, 7, bytes(32))):
        with pytest.raises(SignatureInvalid):
            verify_countersignature(key.public, *other, signature)


def test_mem14_a_workspace_is_bound_to_its_founder() -> None:
    """MEM-14."""
    device, salt = ANA.laptop.device, bytes(16)
    expected = hashlib.sha256(b"aio-canvas workspace id v1\0" + bytes.fromhex(device) + salt).hexdigest()[:32]
    assert workspace_id(device, salt) == expected
