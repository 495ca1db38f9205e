"""The strict reader of the fixed formats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import ErrorCode, Malformed, TooLarge
from sync.protocol.wire import WireReader, blob, listed


def test_what_was_written_is_read() -> None:
    data = b"\x02\x00\x07" + listed([b"ab", b"cd"]) + blob(b"xyz") + b"\x01" + bytes(16) + b"rest"
    reader = WireReader(data)
    assert (reader.number(1), reader.number(2)) == (2, 7)
    assert reader.listed(lambda items: items.take(2), 2, 9) == (b"ab", b"cd")
    assert reader.blob(3) == b"xyz"
    assert reader.flag() is True
    assert reader.identifier() == "00" * 16
    assert reader.rest() == b"rest"
    reader.finish()


def test_pro1_a_count_is_not_believed() -> None:
    """PRO-1."""
    with pytest.raises(Malformed):
        WireReader((1000).to_bytes(4, "big") + b"x").listed(lambda items: items.take(1), 1, 2000)
    with pytest.raises(TooLarge) as refused:
        WireReader((2001).to_bytes(4, "big")).listed(lambda items: items.take(1), 1, 2000)
    assert refused.value.code is ErrorCode.TOO_MANY
    with pytest.raises(TooLarge):
        WireReader((4).to_bytes(4, "big") + b"abcd").blob(3)


@pytest.mark.parametrize("read", [lambda r: r.take(2), lambda r: r.number(2), lambda r: r.blob(9), lambda r: r.flag()])
def test_pro1_nothing_is_read_past_the_end_and_nothing_is_left(read: object) -> None:
    """PRO-1."""
    assert callable(read)
    with pytest.raises(Malformed):
        read(WireReader(b"\x07"))
    reader = WireReader(b"ab")
    reader.take(1)
    with pytest.raises(Malformed):
        reader.finish()


@given(st.binary(max_size=64))
def test_pro1_any_bytes_are_read_or_refused(data: bytes) -> None:
    """PRO-1."""
    reader = WireReader(memoryview(data))
    try:
        items = reader.listed(lambda inner: inner.blob(16), 4, 8)
        reader.finish()
    except (Malformed, TooLarge):
        return
    assert listed([blob(item) for item in items]) == data
