"""Signalling messages and the fingerprint in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import Malformed, ProtocolError, TooLarge, UnsupportedVersion
from sync.protocol.signalling import (
    HEADER_BYTES,
    OVERHEAD_BYTES,
    SignalBody,
    SignalHeader,
    SignalKind,
    decode_signal_body,
    encode_signal_body,
    fingerprint_of,
    pack_signal_header,
    parse_signal_header,
)

HEADER = SignalHeader("0a" * 16, "0b" * 16, "0c" * 16, "0d" * 16, 5)
PRINT = ":".join(["AB"] * 32)


def test_pro60_header_and_body_survive_their_encoding() -> None:
    """PRO-60."""
    data = pack_signal_header(HEADER)
    assert len(data) == HEADER_BYTES
    assert parse_signal_header(data + bytes(OVERHEAD_BYTES - HEADER_BYTES)) == HEADER
    for kind in SignalKind:
        body = SignalBody(kind, "v=0\r\nü")
        assert decode_signal_body(encode_signal_body(body)) == body


def test_pro60_malformed_messages_are_refused() -> None:
    """PRO-60."""
    whole = pack_signal_header(HEADER) + bytes(OVERHEAD_BYTES - HEADER_BYTES)
    with pytest.raises(Malformed):
        parse_signal_header(whole[:-1])
    with pytest.raises(TooLarge):
        parse_signal_header(whole + bytes(64 << 10))
    with pytest.raises(UnsupportedVersion):
        parse_signal_header(b"\2" + whole[1:])
    with pytest.raises(TooLarge):
        encode_signal_body(SignalBody(SignalKind.OFFER, "x" * (64 << 10)))
    for data in (b"", b"\x09x", b"\1\xff"):
        with pytest.raises(Malformed):
            decode_signal_body(data)


@given(st.binary(max_size=60))
def test_pro60_any_bytes_are_a_body_or_an_error(data: bytes) -> None:
    """PRO-60."""
    try:
        body = decode_signal_body(data)
    except ProtocolError:
        return
    assert encode_signal_body(body) == data


def test_pro61_a_description_names_one_certificate() -> None:
    """PRO-61."""
    line = f"a=fingerprint:sha-256 {PRINT}\r\n"
    assert fingerprint_of(f"v=0\r\n{line}m=application\r\n{line.lower()}") == b"\xab" * 32
    other = f"a=fingerprint:sha-256 {PRINT.replace('AB', 'CD', 1)}\r\n"
    weak = "a=fingerprint:sha-1 " + ":".join(["AB"] * 20)
    short = f"a=fingerprint:sha-256 {PRINT[:-3]}"
    for description in ("", line + other, weak, line + weak, short):
        with pytest.raises(Malformed):
            fingerprint_of(description)
