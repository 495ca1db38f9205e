"""Writing and reading of frames."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import frames as fr
from sync.protocol.envelope import MAX_FORK_ENVELOPE_BYTES
from sync.protocol.errors import ErrorCode, Malformed, ProtocolError, TooLarge
from sync.protocol.frame_codec import (
    EITHER_WAY,
    FRAMES,
    LAYOUTS,
    TO_CLIENT,
    TO_RELAY,
    ack_frame,
    batch_frame,
    decode_frame,
    encode_frame,
    ephemeral_item,
    is_append,
    read_append,
    stored_item,
)
from sync.protocol.limits import MAX_EPHEMERAL_BYTES, MAX_FRAME_BYTES, MAX_PART_BYTES
from tests.support.workspace import TeamLog

PAGE = Path(__file__).parents[4] / "docs/spec/protocol.md"
A, B = "0a" * 16, "0b" * 16
CHAINS = (fr.JoinedChain(A, "0c" * 8, 7), fr.JoinedChain(B, "0c" * 8, 1 << 60))
ITEMS = (fr.StoredEnvelope(9, b"sealed"), fr.EphemeralItem(B, b"cursor"), fr.StoredEnvelope(10, b"more"))
SAMPLES: tuple[fr.Frame, ...] = (
    fr.Hello(1, 1, bytes(range(32)), bytes(32), MAX_FRAME_BYTES, 1_800_000_000_000),
    fr.Auth(1, A, bytes(64)),
    fr.Welcome(1),
    fr.Ping(1 << 63),
    fr.Pong(0),
    fr.Failure(ErrorCode.CUT, 7, A, "liegt hinter dem Schnitt: ü"),
    fr.Notice(fr.NoticeCode.DRAINING, fr.NO_ID, fr.NO_ID, 3000),
    fr.Join(A, B, 0, CHAINS),
    fr.Joined(B, 12, 3),
    fr.Leave(B),
    fr.SnapshotPart(B, bytes(32), 11, 100, 50, b"part"),
    fr.Batch(B, ITEMS),
    fr.Append(B, 41, b"sealed"),
    fr.Ack((fr.Acknowledged(41, 9), fr.Acknowledged(42, 10))),
    fr.Ephemeral(B, b"cursor"),
    fr.Signal(B, A, b"offer"),
    fr.Resync(B, 77),
    fr.LogGet(A, 0),
    fr.LogEntries(A, tuple(TeamLog().entries)),
    fr.Propose(A, 3, b"operation", bytes(64), b"boxes"),
    fr.BoxesGet(A, B),
    fr.Boxes(A, b"boxes"),
    fr.CardsGet(A, 5),
    fr.Cards(A, 6, (b"card", b"other")),
    fr.PicturesGet(A, (B, A)),
)


@pytest.mark.parametrize("frame", SAMPLES, ids=lambda frame: type(frame).__name__)
def test_pro30_every_frame_is_read_as_it_was_written(frame: fr.Frame) -> None:
    """PRO-30."""
    data = encode_frame(frame)
    assert decode_frame(data) == decode_frame(memoryview(data)) == frame
    assert FRAMES[data[0]] is type(frame)


def test_pro30_the_page_lists_every_frame() -> None:
    """PRO-30."""
    assert {type(frame) for frame in SAMPLES} == set(get_args(fr.Frame)) == set(FRAMES.values())
    rows = re.findall(r"^\| 0x([0-9a-f]{2}) \| (\w+) \| ([a-z ]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    ways = {
        kind: "both" if kind in TO_RELAY & TO_CLIENT else "to relay" if kind in TO_RELAY else "to client"
        for kind in EITHER_WAY
    }
    assert rows == [(f"{number:02x}", kind.__name__, ways[kind]) for number, kind in FRAMES.items()]


@pytest.mark.parametrize("frame", SAMPLES, ids=lambda frame: type(frame).__name__)
def test_pro31_cut_off_frames_are_refused(frame: fr.Frame) -> None:
    """PRO-31."""
    data = encode_frame(frame)
    last = LAYOUTS[type(frame)][-1][0]
    open_ended = last in {"data", "envelope", "payload"} or isinstance(frame, fr.Batch | fr.Ack)
    for end in range(1, len(data)):
        try:
            decoded = decode_frame(data[:end])
        except (Malformed, TooLarge):
            continue
        assert open_ended
        assert encode_frame(decoded) == data[:end]
    if not open_ended:
        with pytest.raises(Malformed):
            decode_frame(data + b"\0")


def test_pro31_unknown_and_unexpected_frames_have_codes_of_their_own() -> None:
    """PRO-31."""
    for data, code in ((b"", ErrorCode.MALFORMED), (b"\x7f", ErrorCode.UNKNOWN_FRAME)):
        with pytest.raises(Malformed) as refused:
            decode_frame(data)
        assert refused.value.code is code
    for frame in SAMPLES:
        for accepted in (TO_RELAY, TO_CLIENT):
            if type(frame) not in accepted:
                with pytest.raises(Malformed) as refused:
                    decode_frame(encode_frame(frame), accepted)
                assert refused.value.code is ErrorCode.UNEXPECTED_FRAME
    assert fr.Hello not in TO_RELAY
    assert fr.Append not in TO_CLIENT


@pytest.mark.parametrize(
    "frame",
    [
        fr.Append(B, 1, bytes(MAX_FORK_ENVELOPE_BYTES + 1)),
        fr.Ephemeral(B, bytes(MAX_EPHEMERAL_BYTES + 1)),
        fr.SnapshotPart(B, bytes(32), 0, 0, 0, bytes(MAX_PART_BYTES + 1)),
        fr.Failure(1, 0, B, "x" * 501),
        fr.Boxes(A, bytes(MAX_FRAME_BYTES)),
        fr.Cards(A, 1, (b"",) * 1001),
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_pro32_limits_hold(frame: fr.Frame) -> None:
    """PRO-32."""
    with pytest.raises(TooLarge):
        encode_frame(frame)
    with pytest.raises(TooLarge):
        decode_frame(bytes([0x15]) + bytes(MAX_FRAME_BYTES))


def test_pro32_what_a_batch_holds_is_bounded_and_known() -> None:
    """PRO-32."""
    head = bytes([0x14]) + bytes(16)
    with pytest.raises(Malformed):
        decode_frame(head)
    with pytest.raises(Malformed):
        decode_frame(head + b"\0\0\0\1\x03")
    with pytest.raises(TooLarge):
        decode_frame(head + ephemeral_item(bytes(16), bytes(MAX_EPHEMERAL_BYTES + 1)))
    with pytest.raises(TooLarge):
        decode_frame(head + stored_item(1, bytes(MAX_FORK_ENVELOPE_BYTES + 1)))
    with pytest.raises(Malformed):
        decode_frame(encode_frame(fr.Notice(fr.NoticeCode.QUOTA, A, B, 1)).replace(b"\x07\0\x06", b"\x07\0\x63", 1))
    with pytest.raises(Malformed):
        encode_frame(fr.Join(A, B, 0, CHAINS[::-1]))


def test_pro33_the_short_ways_make_and_read_the_same_bytes() -> None:
    """PRO-33."""
    document, device = bytes.fromhex(B), bytes.fromhex(B)
    row = stored_item(9, b"sealed")
    made = batch_frame(document, (row, ephemeral_item(device, b"cursor"), stored_item(10, b"more")))
    assert made == encode_frame(fr.Batch(B, ITEMS))
    assert ack_frame([(41, 9), (42, 10)]) == encode_frame(SAMPLES[13])
    append = encode_frame(fr.Append(B, 41, b"sealed"))
    assert is_append(append)
    assert not is_append(b"")
    assert not is_append(made)
    assert read_append(append) == (document, 41, b"sealed")
    with pytest.raises(Malformed):
        read_append(append[:20])
    with pytest.raises(TooLarge):
        read_append(append + bytes(MAX_FORK_ENVELOPE_BYTES))


@settings(max_examples=500)
@given(st.sampled_from(SAMPLES), st.data())
def test_pro31_damaged_frames_are_refused_or_are_others(frame: fr.Frame, data: st.DataObject) -> None:
    """PRO-31."""
    raw = bytearray(encode_frame(frame))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_frame(bytes(raw))
    except ProtocolError:
        return
    assert encode_frame(decoded) == bytes(raw)


@given(st.binary(max_size=200))
def test_pro31_any_bytes_are_a_frame_or_an_error(data: bytes) -> None:
    """PRO-31."""
    try:
        decoded = decode_frame(data)
    except ProtocolError:
        return
    assert encode_frame(decoded) == data
