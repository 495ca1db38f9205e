"""What the cards of people, workspaces and diagrams say, before they are sealed.

A person: ``version u8 | colour 3 | name``, with a picture ``2 | colour 3 | length u16 | picture | name``. A workspace:
``version u8 | name``. A diagram: ``version u8 | changed u64 | title``; how it looks: ``version u8 | changed u64 | picture``. Names
and titles are UTF-8. A person's picture is a JPEG, a diagram's a PNG for light paper, which whoever shows it decodes within
limits of his own.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_DIAGRAM_PICTURE_BYTES, MAX_DIAGRAM_PICTURE_SIDE

MAX_CARD_NAME_BYTES = 200
MAX_CARD_PICTURE_BYTES = 24 << 10
_VERSION, _WITH_PICTURE = 1, 2
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@dataclass(frozen=True, slots=True)
class PersonCard:
    """How somebody is called, 0xRRGGBB of the cursor and the disc with the initials, and the picture in place of these, if any."""

    name: str
    colour: int
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class DiagramCard:
    """What a list shows of a diagram that is not here: its title, and when that was written (Unix milliseconds)."""

    title: str
    changed: int


@dataclass(frozen=True, slots=True)
class PictureCard:
    """How a diagram looks, small, as a PNG on white paper, and when it was painted (Unix milliseconds)."""

    picture: bytes = field(repr=False)
    changed: int


def encode_picture(card: PictureCard) -> bytes:
    """Write the picture of a diagram.

    Raises:
        TooLarge: It is over the limit, in bytes or in pixels.
        Malformed: It is no PNG.
    """
    return bytes([_VERSION]) + card.changed.to_bytes(8, "big") + _png(card.picture)


def decode_picture(data: bytes) -> PictureCard:
    """Read the picture of a diagram.

    Raises:
        ProtocolError: It is malformed, over a limit, or of a newer version.
    """
    _check_version(data)
    if len(data) < 9:
        raise Malformed("the picture of a diagram is too short")
    return PictureCard(_png(data[9:]), int.from_bytes(data[1:9], "big"))


def encode_diagram(card: DiagramCard) -> bytes:
    """Write a diagram's card.

    Raises:
        TooLarge: The title is over the limit.
    """
    return bytes([_VERSION]) + card.changed.to_bytes(8, "big") + _name_bytes(card.title)


def decode_diagram(data: bytes) -> DiagramCard:
    """Read a diagram's card.

    Raises:
        ProtocolError: It is malformed, or of a newer version.
    """
    _check_version(data)
    if len(data) < 9:
        raise Malformed("a diagram's card is too short")
    return DiagramCard(_name(data[9:]), int.from_bytes(data[1:9], "big"))


def encode_person(card: PersonCard) -> bytes:
    """Write a person's card.

    Raises:
        TooLarge: The name or the picture is over the limit.
        Malformed: The picture is none.
    """
    colour, name = card.colour.to_bytes(3, "big"), _name_bytes(card.name)
    if not card.picture:
        return bytes([_VERSION]) + colour + name
    picture = _picture(card.picture)
    return bytes([_WITH_PICTURE]) + colour + len(picture).to_bytes(2, "big") + picture + name


def decode_person(data: bytes) -> PersonCard:
    """Read a person's card.

    Raises:
        ProtocolError: It is malformed, or of a newer version.
    """
    if data[:1] != bytes([_WITH_PICTURE]):
        _check_version(data)
    if len(data) < (6 if data[0] == _WITH_PICTURE else 4):
        raise Malformed("a person's card is too short")
    colour = int.from_bytes(data[1:4], "big")
    if data[0] == _VERSION:
        return PersonCard(_name(data[4:]), colour)
    end = 6 + int.from_bytes(data[4:6], "big")
    if len(data) < end:
        raise Malformed("a person's card is too short")
    return PersonCard(_name(data[end:]), colour, _picture(data[6:end]))


def encode_workspace_name(name: str) -> bytes:
    """Write a workspace's card.

    Raises:
        TooLarge: The name is over the limit.
    """
    return bytes([_VERSION]) + _name_bytes(name)


def decode_workspace_name(data: bytes) -> str:
    """Read a workspace's card.

    Raises:
        ProtocolError: It is malformed, or of a newer version.
    """
    _check_version(data)
    return _name(data[1:])


def _name_bytes(name: str) -> bytes:
    data = name.strip().encode()
    if len(data) > MAX_CARD_NAME_BYTES:
        raise TooLarge(f"a name of {len(data)} bytes is over the limit of {MAX_CARD_NAME_BYTES}")
    return data


def _name(data: bytes) -> str:
    if len(data) > MAX_CARD_NAME_BYTES:
        raise TooLarge("a name is over the limit")
    try:
        name = data.decode()
    except UnicodeDecodeError:
        raise Malformed("a name is no text") from None
    if not name.isprintable():
        raise Malformed("a name holds what cannot be shown")
    return name


def _picture(data: bytes) -> bytes:
    if len(data) > MAX_CARD_PICTURE_BYTES:
        raise TooLarge(f"a picture of {len(data)} bytes is over the limit of {MAX_CARD_PICTURE_BYTES}")
    if not data.startswith(_JPEG):
        raise Malformed("a person's picture is no JPEG")
    return data


def _png(data: bytes) -> bytes:
    if len(data) > MAX_DIAGRAM_PICTURE_BYTES:
        raise TooLarge(f"a picture of {len(data)} bytes is over the limit of {MAX_DIAGRAM_PICTURE_BYTES}")
    if not data.startswith(_PNG) or len(data) < len(_PNG) + 8:
        raise Malformed("the picture of a diagram is no PNG")
    sides = struct.unpack_from(">II", data, len(_PNG))
    if not all(0 < side <= MAX_DIAGRAM_PICTURE_SIDE for side in sides):
        raise TooLarge(f"a picture of {sides[0]} x {sides[1]} pixels is over the limit")
    return data


def _check_version(data: bytes) -> None:
    if not data:
        raise Malformed("a card is empty")
    if data[0] != _VERSION:
        raise UnsupportedVersion(f"what a card says has version {data[0]}")
