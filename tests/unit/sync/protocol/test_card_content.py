"""What cards of people and workspaces say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.card_content import (
    MAX_CARD_NAME_BYTES,
    MAX_CARD_PICTURE_BYTES,
    DiagramCard,
    PersonCard,
    PictureCard,
    decode_diagram,
    decode_person,
    decode_picture,
    decode_workspace_name,
    encode_diagram,
    encode_person,
    encode_picture,
    encode_workspace_name,
)
from sync.protocol.errors import Malformed, ProtocolError, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_DIAGRAM_PICTURE_BYTES

JPEG = b"\xff\xd8\xff\xe0"


def test_pro43_cards_are_read_as_they_were_written() -> None:
    """PRO-43."""
    card = PersonCard("Zoë", 0x0070D1)
    assert decode_person(encode_person(card)) == card
    assert decode_workspace_name(encode_workspace_name(" Harbour team ")) == "Harbour team"
    diagram = DiagramCard("Quay 7 — plan", 1_800_000_000_000)
    assert decode_diagram(encode_diagram(diagram)) == diagram


def test_pro43_what_nobody_can_show_is_refused() -> None:
    """PRO-43."""
    with pytest.raises(TooLarge):
        encode_workspace_name("x" * (MAX_CARD_NAME_BYTES + 1))
    with pytest.raises(Malformed):
        decode_workspace_name(b"\x01two\nlines")
    with pytest.raises(Malformed):
        decode_person(b"\x01\x00")
    with pytest.raises(Malformed):
        decode_diagram(b"\x01" + bytes(7))
    with pytest.raises(UnsupportedVersion):
        decode_person(b"\x03\x00\x00\x00Ana")
    with pytest.raises(UnsupportedVersion):
        decode_workspace_name(b"\x02Ana")


def test_pro43_a_card_may_hold_a_picture() -> None:
    """PRO-43."""
    card = PersonCard("Zoë", 0x0070D1, JPEG + b"x" * 100)
    data = encode_person(card)
    assert decode_person(data) == card
    for cut in (5, 60, 105):
        with pytest.raises(Malformed):
            decode_person(data[:cut])
    with pytest.raises(TooLarge):
        encode_person(PersonCard("Zoë", 0, JPEG + b"x" * MAX_CARD_PICTURE_BYTES))
    with pytest.raises(Malformed):
        decode_person(b"\x02\0\0\0\0\x03<sv" + b"Ana")


def png(width: int = 420, height: int = 192, size: int = 100) -> bytes:
    """Return what begins as a PNG of that many pixels does."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return head + bytes(size - len(head))


def test_pro44_a_picture_of_a_diagram_is_read_as_it_was_written() -> None:
    """PRO-44."""
    card = PictureCard(png(), 1_800_000_000_000)
    assert decode_picture(encode_picture(card)) == card
    assert encode_picture(PictureCard(png(512, 512, MAX_DIAGRAM_PICTURE_BYTES), 0))


@pytest.mark.parametrize(
    ("picture", "error"),
    [
        (png(size=MAX_DIAGRAM_PICTURE_BYTES + 1), TooLarge),
        (png(513, 10), TooLarge),
        (png(10, 1 << 31), TooLarge),
        (png(0, 10), TooLarge),
        (png()[:20], Malformed),
        (JPEG, Malformed),
        (b"", Malformed),
    ],
)
def test_pro44_what_is_no_small_picture_is_refused(picture: bytes, error: type[ProtocolError]) -> None:
    """PRO-44."""
    with pytest.raises(error):
        encode_picture(PictureCard(picture, 0))
    with pytest.raises(error):
        decode_picture(b"\x01" + bytes(8) + picture)
    with pytest.raises(UnsupportedVersion):
        decode_picture(b"\x02" + bytes(8) + png())
    with pytest.raises(Malformed):
        decode_picture(b"\x01" + bytes(7))


@given(st.binary(max_size=300))
def test_pro43_any_bytes_are_a_card_or_an_error(data: bytes) -> None:
    """PRO-43."""
    for decode in (decode_person, decode_workspace_name, decode_picture):
        try:
            decode(data)
        except ProtocolError:
            continue
