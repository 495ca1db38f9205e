"""Presence messages."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import Malformed, ProtocolError, TooLarge, UnsupportedVersion
from sync.protocol.presence import (
    MAX_FACE_BYTES,
    MAX_LASER_POINTS,
    MAX_MOVED,
    MAX_SELECTED,
    Activity,
    Caret,
    Moved,
    Presence,
    decode_presence,
    encode_presence,
)

FULL = Presence(
    clock=7,
    activity=Activity.HERE,
    name="Zoë",
    colour=0x3B82F6,
    page="page-1",
    cursor=(1.5, -2.0),
    viewport=(0.0, 0.0, 1600.0, 1000.0),
    selection=("a", "b"),
    moved=(Moved("a", 1.0, 2.0, 3.0, 4.0, 90.0),),
    caret=Caret("b", 3, 5),
    following="0d" * 16,
    laser=((0.0, 0.0), (1.0, 1.0)),
    summons=2,
    face=b"\xff\xd8\xff a face",
)


def test_pro50_every_part_survives_alone_and_together() -> None:
    """PRO-50."""
    assert decode_presence(encode_presence(FULL)) == FULL
    for entry in fields(Presence)[1:]:
        alone = Presence(1, **{entry.name: getattr(FULL, entry.name)})
        assert decode_presence(encode_presence(alone)) == alone
    assert len(encode_presence(Presence(1, cursor=(1.0, 2.0)))) == 27


@pytest.mark.parametrize(
    "presence",
    [
        Presence(1, name="x" * 101),
        Presence(1, face=b"\xff\xd8\xff" + bytes(MAX_FACE_BYTES)),
        Presence(1, page="x" * 65),
        Presence(1, selection=("a",) * (MAX_SELECTED + 1)),
        Presence(1, moved=FULL.moved * (MAX_MOVED + 1) if FULL.moved else ()),
        Presence(1, laser=((0.0, 0.0),) * (MAX_LASER_POINTS + 1)),
        Presence(1, selection=("x" * 60,) * 100),
    ],
)
def test_pro50_limits_hold(presence: Presence) -> None:
    """PRO-50."""
    with pytest.raises(TooLarge):
        encode_presence(presence)


@pytest.mark.parametrize(
    "presence",
    [
        Presence(1, cursor=(math.nan, 0.0)),
        Presence(1, viewport=(0.0, 0.0, math.inf, 0.0)),
        Presence(1, colour=1 << 24),
        Presence(-1),
    ],
)
def test_pro50_what_is_no_number_is_not_sent(presence: Presence) -> None:
    """PRO-50."""
    with pytest.raises(Malformed):
        encode_presence(presence)


def test_pro50_what_is_no_message_is_not_read() -> None:
    """PRO-50."""
    data = encode_presence(FULL)
    with pytest.raises(UnsupportedVersion):
        decode_presence(b"\2" + data[1:])
    with pytest.raises(Malformed):
        decode_presence(data + b"\0")
    with pytest.raises(Malformed):
        decode_presence(data[:9] + b"\xff\xff" + data[11:])
    with pytest.raises(TooLarge):
        decode_presence(data + bytes(4096))
    at = data.index(b"\x3f\xf8")
    with pytest.raises(Malformed):
        decode_presence(data[:at] + b"\x7f\xf0" + data[at + 2 :])


@given(st.data())
def test_pro50_damaged_messages_are_refused_or_are_others(data: st.DataObject) -> None:
    """PRO-50."""
    raw = bytearray(encode_presence(FULL))
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_presence(bytes(raw))
    except ProtocolError:
        return
    assert encode_presence(decoded) == bytes(raw)
    assert replace(decoded, clock=decoded.clock) == decoded


def test_pro50_a_picture_is_a_jpeg_or_none() -> None:
    """PRO-50."""
    assert decode_presence(encode_presence(Presence(1, face=b""))).face == b""
    with pytest.raises(Malformed):
        encode_presence(Presence(1, face=b"<svg/>"))
    with pytest.raises(Malformed):
        decode_presence(encode_presence(Presence(1, face=b"\xff\xd8\xff x")).replace(b"\xff\xd8\xff", b"GIF"))
