"""Encoded pictures as bytes: data URIs, types by signature, and where a picture goes in its box. Nothing is decoded here."""

from __future__ import annotations

import base64
import binascii
import struct
from urllib.parse import unquote_to_bytes

from canvas.geometry.box import Box

BYTE_LIMIT = 32 * 1024 * 1024
"""Greatest size of an encoded picture."""
PIXEL_LIMIT = 25_000_000
"""Greatest number of pixels of a picture that has to be unpacked as a whole, by what its header promises."""
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)


def data_uri_bytes(uri: str) -> bytes | None:
    """Return the bytes of a data: URI with a picture, or None when it is broken, too large or of another type.

    draw.io leaves ";base64" out of its style strings, so a body that does not look like text is taken as base64.
    """
    if len(uri) > BYTE_LIMIT * 4 // 3 + 256:
        return None
    head, comma, body = uri.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return None
    raw = unquote_to_bytes(body)
    if ";base64" not in head.lower() and raw.lstrip()[:1] == b"<":
        return raw
    try:
        return base64.b64decode(raw, validate=False)
    except (binascii.Error, ValueError):
        return None


def picture_type(data: bytes) -> str:
    """Return "png", "jpeg", "gif", "bmp", "webp" or "svg" by the data's own signature, "" for anything else.

    What a file claims to be does not count.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if head.startswith(b"<") and b"<svg" in data[:65536] else ""


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height that a PNG, GIF or BMP promises in its header; None for other types and broken headers.

    A few thousand bytes may promise gigabytes of pixels, so this is looked at before anything is decoded or passed on.
    """
    try:
        match picture_type(data):
            case "png":
                width, height = struct.unpack_from(">II", data, 16)
            case "gif":
                width, height = struct.unpack_from("<HH", data, 6)
            case "bmp":
                width, height = struct.unpack_from("<ii", data, 18)
            case _:
                return None
    except struct.error:
        return None
    return abs(width), abs(height)


def fitted(box: Box, width: float, height: float) -> Box:
    """Return the largest box of the given proportions inside a box, centred."""
    k = min(box.w / width, box.h / height)
    w, h = width * k, height * k
    return Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)
