"""What snapshots and confirmations hold."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import snapshot
from sync.protocol.errors import Malformed, ProtocolError, TooLarge, UnsupportedVersion
from sync.protocol.limits import UpdateLimits
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
            decode(b"\3" + raw[1:])
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
    assert decode_snapshot(encode_snapshot(decoded)) == decoded


def test_pro19_the_state_is_packed_and_the_first_version_is_still_read() -> None:
    """PRO-19."""
    content = replace(CONTENT, state=b"(\x00\x05\x01\x04kind\x01w\x04rect" * 1_000)
    data = encode_snapshot(content)
    assert data[0] == 2
    assert len(data) < len(content.state) / 10
    head = encode_snapshot(replace(CONTENT, state=b""))[1 : -len(zlib.compress(b"", 1))]
    assert decode_snapshot(b"\1" + head + content.state) == content


def test_pro19_little_that_inflates_to_much_is_refused_and_written_as_it_is() -> None:
    """PRO-19."""
    head = encode_snapshot(CONTENT)[: -len(zlib.compress(CONTENT.state, 1))]
    for size in (1 << 20, 4 << 20):
        content = replace(CONTENT, state=bytes(size))
        data = encode_snapshot(content)
        assert (data[0], len(data) > size) == ((2, False) if size == 1 << 20 else (1, True))
        assert decode_snapshot(data) == content
    with pytest.raises(TooLarge):
        decode_snapshot(head + zlib.compress(bytes(4 << 20)))
    lively = random.Random(5).randbytes(1 << 17) + bytes(3 << 20)
    assert decode_snapshot(head + zlib.compress(lively)).state == lively


def test_pro19_what_was_packed_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """PRO-19."""
    head = encode_snapshot(CONTENT)[: -len(zlib.compress(CONTENT.state, 1))]
    packed = zlib.compress(CONTENT.state)
    assert decode_snapshot(head + packed) == CONTENT
    for state in (b"", packed[:-1], packed + b"\0", CONTENT.state, packed[:-1] + b"\0"):
        with pytest.raises(Malformed):
            decode_snapshot(head + state)
    monkeypatch.setattr(snapshot, "WHOLE_DOCUMENT", UpdateLimits(max_bytes=1_000, max_structs=1))
    assert len(decode_snapshot(head + zlib.compress(bytes(1_000))).state) == 1_000
    with pytest.raises(TooLarge):
        decode_snapshot(head + zlib.compress(bytes(1_001)))
