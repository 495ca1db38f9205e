"""Frames as messages of a channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import Malformed, ProtocolError, TooLarge
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.webrtc.parts import (
    MAX_PART_BYTES,
    PART_BYTES,
    WINDOW_BYTES,
    Assembler,
    PartKind,
    grant,
    read_part,
    split,
)


@given(st.integers(0, 3), st.integers(-2, 2))
def test_tra20_parts_make_the_frame_again(parts: int, more: int) -> None:
    """TRA-20."""
    frame = bytes(range(256)) * ((max(0, parts * PART_BYTES + more) // 256) + 1)
    frame = frame[: max(0, parts * PART_BYTES + more)]
    assembler = Assembler()
    messages = list(split(frame))
    assert all(len(message) <= PART_BYTES + 1 for message in messages)
    got = [assembler.add(read_part(message)) for message in messages]
    assert got == [None] * (len(messages) - 1) + [frame]


@given(st.binary(max_size=64))
def test_pro31_any_bytes_give_a_part_or_an_error(data: bytes) -> None:
    """PRO-31, TRA-20."""
    try:
        read_part(data)
    except ProtocolError:
        return


def test_tra20_what_is_no_message_is_refused() -> None:
    """TRA-20."""
    for message in (b"", b"\x09", b"\x02\x00", b"\x03x", b"\x04x"):
        with pytest.raises(Malformed):
            read_part(message)
    with pytest.raises(TooLarge):
        read_part(bytes(MAX_PART_BYTES + 2))


def test_tra21_a_frame_over_the_limit_is_refused_before_it_is_complete() -> None:
    """TRA-21."""
    assembler = Assembler(max_frame=PART_BYTES + 5)
    assembler.add(read_part(b"\x00" + bytes(PART_BYTES)))
    with pytest.raises(TooLarge):
        assembler.add(read_part(b"\x00" + bytes(6)))


def test_tra22_the_largest_frame_fits_into_the_window() -> None:
    """TRA-22."""
    assert WINDOW_BYTES > MAX_FRAME_BYTES
    assert read_part(grant(70_000)).granted == 70_000
    assert read_part(grant(70_000)).kind is PartKind.GRANT
