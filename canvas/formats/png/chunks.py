"""Chunks of a PNG file, with limits."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">I4s")
_CRC = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its four-letter type and its data."""

    kind: bytes
    data: bytes


def read_chunks(png: bytes) -> Iterator[Chunk]:
    """Yield the chunks up to and including IEND.

    Raises:
        MalformedFile: no PNG, cut off, or a chunk's checksum is wrong.
        LimitExceeded: too large or too many chunks.
    """
    if len(png) > limits.PNG_BYTES:
        raise LimitExceeded("the PNG file's size in bytes", limits.PNG_BYTES)
    if not png.startswith(SIGNATURE):
        raise MalformedFile("this is not a PNG file")
    at = len(SIGNATURE)
    for _ in range(limits.PNG_CHUNKS):
        if at + _HEAD.size > len(png):
            raise MalformedFile("the PNG file is cut off")
        length, kind = _HEAD.unpack_from(png, at)
        end = at + _HEAD.size + length
        if end + _CRC.size > len(png):
            raise MalformedFile("the PNG file is cut off")
        data = png[at + _HEAD.size : end]
        if _CRC.unpack_from(png, end)[0] != zlib.crc32(data, zlib.crc32(kind)):
            raise MalformedFile("a chunk of the PNG file is damaged")
        yield Chunk(kind, data)
        if kind == b"IEND":
            return
        at = end + _CRC.size
    raise LimitExceeded("the PNG file's number of chunks", limits.PNG_CHUNKS)


def write_chunk(chunk: Chunk) -> bytes:
    """Return a chunk as it stands in a file."""
    crc = zlib.crc32(chunk.data, zlib.crc32(chunk.kind))
    return _HEAD.pack(len(chunk.data), chunk.kind) + chunk.data + _CRC.pack(crc)
