"""The envelope's header, hash and signature."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.chain import Chain
from sync.protocol.envelope import (
    HEADER_BYTES,
    MAX_ENVELOPE_BYTES,
    NO_PREVIOUS,
    NONCE_BYTES,
    OVERHEAD_BYTES,
    EnvelopeType,
    beginning_after,
    envelope_hash,
    lasting_parts,
    pack_header,
    parse_header,
    signed_part,
    verify_envelope,
)
from sync.protocol.errors import ErrorCode, Malformed, ProtocolError, SignatureInvalid, TooLarge, UnsupportedVersion
from tests.support.envelopes import NONCE, WRITER, chain_of, header_of, sealed
from tests.support.workspace import ANA, BEN

DOCUMENT = "0c" * 16
DEVICE = ANA.laptop


def test_pro10_the_header_stands_at_fixed_places() -> None:
    """PRO-10."""
    header = header_of(DOCUMENT, DEVICE, 7, 2, epoch=3)
    data = pack_header(header)
    assert len(data) == HEADER_BYTES == 86
    assert data[:2] == b"\x01\x01"
    assert data[2:18].hex() == DOCUMENT
    assert data[18:34].hex() == DEVICE.device
    assert data[34:42].hex() == WRITER
    assert (data[42:46], data[46:54], data[54:58]) == (b"\0\0\0\3", b"\0" * 7 + b"\2", b"\0\0\0\7")
    assert (data[58:74], data[74:86]) == (bytes(range(16)), NONCE)
    assert parse_header(sealed(DEVICE, header)) == header
    assert header.chain == Chain(*header.key) == Chain(DOCUMENT, DEVICE.device, WRITER)


def test_pro10_each_envelope_of_a_chain_names_the_one_before() -> None:
    """PRO-10."""
    first, second, _ = chain_of(DEVICE, DOCUMENT, 3, 1)
    assert parse_header(first).previous == NO_PREVIOUS
    assert parse_header(second).previous == envelope_hash(first)[:16]
    assert envelope_hash(first) == hashlib.sha256(b"aio-canvas envelope hash v1\0" + first).digest()
    assert envelope_hash(memoryview(first)) == envelope_hash(first)


def test_the_beginning_of_the_next_of_a_chain_is_known_before_it_comes() -> None:
    """PRO-10."""
    made = chain_of(DEVICE, DOCUMENT, 4, 9)
    front, known = lasting_parts(made[0])
    for counter, (envelope, following) in enumerate(pairwise(made), 1):
        beginning = beginning_after(front, counter, known, envelope_hash(envelope)[:16])
        assert following[: HEADER_BYTES - NONCE_BYTES] == beginning


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counter": 0}, ErrorCode.COUNTER_GAP),
        ({"counter": 1, "previous": bytes(range(16))}, ErrorCode.WRONG_PREVIOUS),
        ({"counter": 2, "previous": NO_PREVIOUS}, ErrorCode.WRONG_PREVIOUS),
        ({"type": EnvelopeType.SNAPSHOT, "counter": 1}, ErrorCode.MALFORMED),
        ({"type": EnvelopeType.CONFIRMATION, "counter": 0, "previous": bytes(range(16))}, ErrorCode.MALFORMED),
        ({"epoch": 1 << 32}, ErrorCode.MALFORMED),
    ],
)
def test_pro11_counter_and_previous_go_together(changes: dict[str, object], code: ErrorCode) -> None:
    """PRO-11."""
    with pytest.raises(Malformed) as refused:
        pack_header(header_of(DOCUMENT, DEVICE, 1)._replace(**changes))  # type: ignore[arg-type]
    assert refused.value.code is code


def test_pro11_sizes_types_and_versions() -> None:
    """PRO-11."""
    good = sealed(DEVICE, header_of(DOCUMENT, DEVICE, 1), 16)
    assert len(good) == OVERHEAD_BYTES
    with pytest.raises(Malformed):
        parse_header(good[1:])
    with pytest.raises(UnsupportedVersion):
        parse_header(b"\2" + good[1:])
    for kind in (0, 4, 255):
        with pytest.raises(Malformed):
            parse_header(good[:1] + bytes([kind]) + good[2:])
    large = good + bytes(MAX_ENVELOPE_BYTES - len(good) + 1)
    with pytest.raises(TooLarge):
        parse_header(large)
    parse_header(large[:-1])
    snapshot = sealed(DEVICE, header_of(DOCUMENT, DEVICE, 1)._replace(type=EnvelopeType.SNAPSHOT, counter=0))
    parse_header(snapshot + bytes(MAX_ENVELOPE_BYTES))


@given(st.integers(0, 301), st.integers(1, 255))
def test_pro12_a_signature_covers_every_byte(position: int, change: int) -> None:
    """PRO-12."""
    envelope = bytearray(sealed(DEVICE, header_of(DOCUMENT, DEVICE, 1)))
    verify_envelope(bytes(envelope), DEVICE.entry.signing_public)
    envelope[position % len(envelope)] ^= change
    with pytest.raises(SignatureInvalid):
        verify_envelope(bytes(envelope), DEVICE.entry.signing_public)


def test_pro12_only_the_named_devices_key_counts() -> None:
    """PRO-12."""
    envelope = sealed(DEVICE, header_of(DOCUMENT, DEVICE, 1))
    assert signed_part(envelope) == envelope[:-64]
    with pytest.raises(SignatureInvalid):
        verify_envelope(envelope, BEN.laptop.entry.signing_public)


@given(st.binary(max_size=300))
def test_pro11_any_bytes_are_a_header_or_an_error(data: bytes) -> None:
    """PRO-11."""
    for candidate in (data, b"\1\1" + data):
        try:
            header = parse_header(candidate)
        except ProtocolError:
            continue
        assert pack_header(header) == candidate[:HEADER_BYTES]
