"""Signatures in contexts."""

from __future__ import annotations

import inspect

import pytest

from sync.protocol import signing
from sync.protocol.errors import SignatureInvalid
from tests.support.workspace import Signer

KEY = Signer("somebody")


def test_pro4_a_signature_counts_for_its_key_context_and_bytes_only() -> None:
    """PRO-4."""
    signature = KEY.sign(signing.CARD, b"bytes")
    signing.verify_signature(KEY.public, signing.CARD, signature, b"bytes")
    for public, context, made, message in (
        (Signer("other").public, signing.CARD, signature, b"bytes"),
        (KEY.public, signing.HEAD, signature, b"bytes"),
        (KEY.public, signing.CARD, signature[:-1] + bytes([signature[-1] ^ 1]), b"bytes"),
        (KEY.public, signing.CARD, signature, b"bytes."),
        (KEY.public, signing.CARD, b"", b"bytes"),
        (b"no key", signing.CARD, signature, b"bytes"),
    ):
        with pytest.raises(SignatureInvalid):
            signing.verify_signature(public, context, made, message)


def test_pro4_no_context_begins_with_another() -> None:
    """PRO-4."""
    contexts = [value for _, value in inspect.getmembers(signing) if isinstance(value, bytes)]
    assert len(contexts) == len(set(contexts)) >= 9
    assert all(context.endswith(b"\0") and context.count(b"\0") == 1 for context in contexts)
