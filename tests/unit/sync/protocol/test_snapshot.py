"""What snapshots and confirmations hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import Malformed, ProtocolError, UnsupportedVersion
from sync.protocol.snapshot import (
    Confirmation,
    CoveredChain,
    SnapshotContent,
    decode_confirmation,
    decode_snapshot,
    encode_confirmation,
    encode_snapshot,
)

CHAINS = tuple(CoveredChain("0a" * 16, f"{number:016x}", number + 1, bytes(16)) for number in range(3))
CONTENT = SnapshotContent(CHAINS, bytes(range(32)), b"state")


def test_pro19_both_survive_their_encoding() -> None:
    """PRO-19."""
    assert decode_snapshot(encode_snapshot(CONTENT)) == CONTENT
    confirmation = Confirmation(bytes(32), bytes(range(32)))
    assert decode_confirmation(encode_confirmation(confirmation)) == confirmation


def test_pro19_malformed_ones_are_refused() -> None:
    """PRO-19."""
    for content in (replace(CONTENT, chains=CHAINS[::-1]), replace(CONTENT, chains=(replace(CHAINS[0], counter=0),))):
        with pytest.raises(Malformed):
            encode_snapshot(content)
    data = encode_snapshot(CONTENT)
    for decode, raw in ((decode_snapshot, data), (decode_confirmation, bytes(65))):
        with pytest.raises(UnsupportedVersion):
            decode(b"\2" + raw[1:])
    with pytest.raises(Malformed):
        decode_snapshot(data[:100])
    with pytest.raises(Malformed):
        decode_confirmation(b"\1" + bytes(65))


@given(st.data())
def test_pro19_damaged_ones_are_refused_or_are_others(data: st.DataObject) -> None:
    """PRO-19."""
    raw = bytearray(encode_snapshot(CONTENT))
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_snapshot(bytes(raw))
    except ProtocolError:
        return
    assert encode_snapshot(decoded) == bytes(raw)
