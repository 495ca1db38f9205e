"""Sealing and opening of envelopes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.crypto.envelope import ChainKey, ChainTip, chain_key, open_envelope, seal_beside_chain, seal_update
from sync.crypto.epoch import document_key, new_epoch_key
from sync.errors import OpenFailed
from sync.protocol.chain import Chain
from sync.protocol.envelope import (
    MAX_ENVELOPE_BYTES,
    OVERHEAD_BYTES,
    EnvelopeType,
    envelope_hash,
    parse_header,
    verify_envelope,
)
from sync.protocol.errors import Malformed, TooLarge
from tests.support.workspace import ANA, BEN

DOCUMENT = "0c" * 16
EPOCH = new_epoch_key("0a" * 16, 1)
CHAIN = Chain(DOCUMENT, ANA.laptop.device, "0f" * 8)
KEY = chain_key(document_key(EPOCH, DOCUMENT), CHAIN)


def opened(key: ChainKey, envelope: bytes) -> bytes:
    """Open an envelope by its own header."""
    return open_envelope(key, parse_header(envelope), envelope)


def test_key5_a_chain_is_sealed_linked_signed_and_opens() -> None:
    """KEY-5."""
    tip = ChainTip()
    envelopes = []
    for number in range(4):
        envelopes.append(seal_update(KEY, ANA.laptop, tip, 7, b"update %d" % number))
        tip = tip.after(envelopes[-1])
    assert tip.counter == 4
    for number, envelope in enumerate(envelopes):
        header = parse_header(envelope)
        verify_envelope(envelope, ANA.laptop.entry.signing_public)
        assert (header.counter, header.log_seq, header.epoch, header.chain) == (number + 1, 7, 1, CHAIN)
        assert opened(KEY, envelope) == b"update %d" % number
        assert len(envelope) == OVERHEAD_BYTES + 8
    assert parse_header(envelopes[2]).previous == envelope_hash(envelopes[1])[:16]


def test_key5_snapshots_and_confirmations_stand_beside_the_chain() -> None:
    """KEY-5."""
    for kind in (EnvelopeType.SNAPSHOT, EnvelopeType.CONFIRMATION):
        envelope = seal_beside_chain(KEY, ANA.laptop, kind, 7, b"content")
        assert parse_header(envelope).counter == 0
        assert opened(KEY, envelope) == b"content"
    with pytest.raises(Malformed):
        seal_beside_chain(KEY, ANA.laptop, EnvelopeType.UPDATE, 7, b"content")


def test_key5_only_the_key_of_that_chain_and_epoch_opens() -> None:
    """KEY-5."""
    envelope = seal_update(KEY, ANA.laptop, ChainTip(), 1, b"update")
    stranger = chain_key(document_key(new_epoch_key(EPOCH.scope, 1), DOCUMENT), CHAIN)
    with pytest.raises(OpenFailed):
        opened(stranger, envelope)
    other_chain = chain_key(document_key(EPOCH, DOCUMENT), replace(CHAIN, writer="ee" * 8))
    other_epoch = chain_key(document_key(new_epoch_key(EPOCH.scope, 2), DOCUMENT), CHAIN)
    for wrong in (other_chain, other_epoch):
        with pytest.raises(ValueError, match="another chain or epoch"):
            opened(wrong, envelope)


def test_key5_misuse_is_refused() -> None:
    """KEY-5."""
    with pytest.raises(ValueError, match="own chains"):
        seal_update(KEY, BEN.laptop, ChainTip(), 1, b"update")
    with pytest.raises(ValueError, match="another document"):
        chain_key(document_key(EPOCH, "0d" * 16), CHAIN)
    limit = MAX_ENVELOPE_BYTES - OVERHEAD_BYTES
    assert len(seal_update(KEY, ANA.laptop, ChainTip(), 1, bytes(limit))) == MAX_ENVELOPE_BYTES
    with pytest.raises(TooLarge):
        seal_update(KEY, ANA.laptop, ChainTip(), 1, bytes(limit + 1))


@given(st.integers(0, 170), st.integers(1, 255))
def test_key16_a_changed_byte_keeps_an_envelope_shut(position: int, change: int) -> None:
    """KEY-16: the header as well, even if the signature were not looked at."""
    envelope = seal_update(KEY, ANA.laptop, ChainTip(), 1, b"a longer update, sealed")
    position %= len(envelope) - 64
    damaged = bytearray(envelope)
    damaged[position] ^= change
    with pytest.raises(OpenFailed):
        open_envelope(KEY, parse_header(envelope), bytes(damaged))


def test_key5_no_two_envelopes_are_alike_and_no_key_is_printed() -> None:
    """KEY-5, KEY-15."""
    one, two = (seal_update(KEY, ANA.laptop, ChainTip(), 1, b"same") for _ in range(2))
    assert one != two
    assert repr(KEY) == f"ChainKey(chain={CHAIN!r}, epoch=1)"
