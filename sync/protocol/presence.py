"""What others see of a person at work: an own codec with limits, because a general one accepts ghosts.

A message is complete in itself: the last one of a sender is all there is to know about him, but for his picture, which he says
only where somebody may not have it. It holds no sender: that is
the device whose channel or sealed frame it came through. Numbers are page coordinates as doubles and are finite; ids are
short texts chosen by the document. A message is ``version u8 | clock u64 | flags u16``, then the parts that the flags
name, in the order of the attributes.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field
from enum import IntEnum

from sync.protocol.errors import ErrorCode, Malformed, TooLarge, UnsupportedVersion
from sync.protocol.fields import ID, U8, U16, U32, U64, Field, list_of
from sync.protocol.limits import MAX_PRESENCE_BYTES
from sync.protocol.version import PRESENCE_VERSION
from sync.protocol.wire import WireReader

MAX_SELECTED = 200
"""Most shapes named in a selection; more are shown as their common box by the sender."""

MAX_MOVED = 64
"""Most shapes whose preview is sent while they are dragged."""

MAX_LASER_POINTS = 64
MAX_NAME_BYTES = 100
MAX_SHAPE_ID_BYTES = 64
MAX_FACE_BYTES = 2_560
"""Largest picture of a person in a message."""

_JPEG = b"\xff\xd8\xff"

_POINT, _BOX = struct.Struct(">2d"), struct.Struct(">4d")
_MOVE = struct.Struct(">5d")


class Activity(IntEnum):
    """Whether somebody is there."""

    HERE = 1
    IDLE = 2
    LEFT = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """A shape while it is dragged or resized: its frame in page coordinates and its rotation in degrees."""

    shape: str
    x: float
    y: float
    width: float
    height: float
    rotation: float


@dataclass(frozen=True, slots=True)
class Caret:
    """Where somebody types: shape, caret and other end of the selection as UTF-8 offsets into its label."""

    shape: str
    position: int
    anchor: int


@dataclass(frozen=True, slots=True)
class Presence:
    """One person at work.

    Attributes:
        clock: Counts up with every message of this sender; an older one is dropped.
        activity: Whether he is there.
        name: What to write at the cursor.
        colour: 0xRRGGBB.
        page: The page he looks at.
        cursor: Pointer (x, y).
        viewport: What he sees (x, y, width, height).
        selection: Selected shapes.
        moved: Shapes that he drags, as they would be.
        caret: Where he types.
        following: Device of the person he follows (hex).
        laser: Points of the laser's trail, oldest first.
        summons: He asks everybody to his viewport; counts up with each time.
        face: His picture, a small JPEG, or empty for none; None: as he said before.
    """

    clock: int
    activity: Activity | None = None
    name: str | None = None
    colour: int | None = None
    page: str | None = None
    cursor: tuple[float, float] | None = None
    viewport: tuple[float, float, float, float] | None = None
    selection: tuple[str, ...] | None = None
    moved: tuple[Moved, ...] | None = None
    caret: Caret | None = None
    following: str | None = None
    laser: tuple[tuple[float, float], ...] | None = None
    summons: int | None = None
    face: bytes | None = field(default=None, repr=False)


def _finite(values: tuple[float, ...]) -> tuple[float, ...]:
    if not all(map(math.isfinite, values)):
        raise Malformed("a coordinate is not finite")
    return values


def _doubles(layout: struct.Struct) -> Field:
    return Field(
        lambda values: layout.pack(*_finite(values)), lambda reader: _finite(layout.unpack(reader.take(layout.size)))
    )


def _short_text(most: int) -> Field:
    def write(value: str) -> bytes:
        data = value.encode("utf-8", "replace")
        if len(data) > most:
            raise TooLarge(f"{len(data)} bytes of text are over the limit of {most}")
        return bytes([len(data)]) + data

    def read(reader: WireReader) -> str:
        size = reader.number(1)
        if size > most:
            raise TooLarge(f"{size} bytes of text are over the limit of {most}")
        try:
            return reader.take(size).decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("text is not UTF-8") from None

    return Field(write, read)


def _read_activity(reader: WireReader) -> Activity:
    value = reader.number(1)
    try:
        return Activity(value)
    except ValueError:
        raise Malformed(f"unknown activity {value}") from None


def _write_colour(value: int) -> bytes:
    if not 0 <= value <= 0xFFFFFF:
        raise Malformed("a colour has three bytes")
    return value.to_bytes(3, "big")


def _write_face(value: bytes) -> bytes:
    if len(value) > MAX_FACE_BYTES:
        raise TooLarge(f"a picture of {len(value)} bytes is over the limit of {MAX_FACE_BYTES}")
    if value and not value.startswith(_JPEG):
        raise Malformed("the picture of a person is no JPEG")
    return U16.write(len(value)) + value


def _read_face(reader: WireReader) -> bytes:
    value = bytes(reader.take(reader.number(2)))
    _write_face(value)
    return value


_SHAPE = _short_text(MAX_SHAPE_ID_BYTES)
_CURSOR, _VIEWPORT = _doubles(_POINT), _doubles(_BOX)
_FRAME = _doubles(_MOVE)


def _write_moved(moved: Moved) -> bytes:
    frame = (moved.x, moved.y, moved.width, moved.height, moved.rotation)
    return _SHAPE.write(moved.shape) + _FRAME.write(frame)


def _read_moved(reader: WireReader) -> Moved:
    return Moved(_SHAPE.read(reader), *_FRAME.read(reader))


def _write_caret(caret: Caret) -> bytes:
    return _SHAPE.write(caret.shape) + U32.write(caret.position) + U32.write(caret.anchor)


def _read_caret(reader: WireReader) -> Caret:
    return Caret(_SHAPE.read(reader), reader.number(4), reader.number(4))


_PARTS: tuple[tuple[str, Field], ...] = (
    ("activity", Field(U8.write, _read_activity)),
    ("name", _short_text(MAX_NAME_BYTES)),
    ("colour", Field(_write_colour, lambda reader: reader.number(3))),
    ("page", _SHAPE),
    ("cursor", _CURSOR),
    ("viewport", _VIEWPORT),
    ("selection", list_of(_SHAPE.write, _SHAPE.read, 1, MAX_SELECTED)),
    ("moved", list_of(_write_moved, _read_moved, 1 + _MOVE.size, MAX_MOVED)),
    ("caret", Field(_write_caret, _read_caret)),
    ("following", ID),
    ("laser", list_of(_CURSOR.write, _CURSOR.read, _POINT.size, MAX_LASER_POINTS)),
    ("summons", U32),
    ("face", Field(_write_face, _read_face)),
)


def _flags(presence: Presence) -> int:
    return sum(1 << bit for bit, (name, _) in enumerate(_PARTS) if getattr(presence, name) is not None)


def encode_presence(presence: Presence) -> bytes:
    """Write a presence message.

    Raises:
        TooLarge: A part or the whole is over its limit.
        Malformed: A coordinate is not finite or a number out of range.
        InvalidIdentifierError: The id followed is malformed.
    """
    parts = [codec.write(value) for name, codec in _PARTS if (value := getattr(presence, name)) is not None]
    flags = _flags(presence).to_bytes(2, "big")
    data = bytes([PRESENCE_VERSION]) + U64.write(presence.clock) + flags + b"".join(parts)
    if len(data) > MAX_PRESENCE_BYTES:
        raise TooLarge(f"a presence message of {len(data)} bytes is over the limit")
    return data


def decode_presence(data: bytes) -> Presence:
    """Read a presence message.

    Raises:
        TooLarge: A part or the whole is over its limit.
        Malformed: Truncated, unknown flags, a coordinate that is not finite, bytes left over.
        UnsupportedVersion: Of a version that is not known here.
    """
    if len(data) > MAX_PRESENCE_BYTES:
        raise TooLarge(f"a presence message of {len(data)} bytes is over the limit", ErrorCode.TOO_LARGE)
    reader = WireReader(data)
    version = reader.number(1)
    if version != PRESENCE_VERSION:
        raise UnsupportedVersion(f"a presence message has version {version}")
    clock, flags = reader.number(8), reader.number(2)
    if flags >> len(_PARTS):
        raise Malformed("a presence message has unknown parts")
    values = {name: codec.read(reader) for bit, (name, codec) in enumerate(_PARTS) if flags >> bit & 1}
    reader.finish()
    return Presence(clock, **values)
