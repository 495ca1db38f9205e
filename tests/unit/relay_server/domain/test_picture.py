from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from relay_server.domain.picture import MAX_BYTES, SIDE, square_picture
from relay_server.errors import InvalidRequest, TooLarge
from tests.support.pictures import png_bytes


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def encoded(kind: str) -> bytes:
    """Return a picture in one of Pillow's formats."""
    target = io.BytesIO()
    Image.new("RGB", (40, 80), "teal").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_stored_is_a_square_png(kind: str) -> None:
    """ACC-90."""
    with Image.open(io.BytesIO(square_picture(encoded(kind)))) as image:
        assert (image.format, image.size) == ("PNG", (SIDE, SIDE))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PDF"])
def test_other_formats_are_refused(kind: str) -> None:
    """ACC-90."""
    with pytest.raises(InvalidRequest):
        square_picture(encoded(kind))


def test_nothing_else_of_the_file_stays() -> None:
    """ACC-90."""
    notes = PngInfo()
    notes.add_text("Comment", "hidden words")
    exif = Image.Exif()
    exif[0x010E] = "hidden place"
    data = png_bytes(300, 300, pnginfo=notes, exif=exif) + b"hidden tail"
    stored = square_picture(data)
    assert b"hidden" not in stored
    assert {
        stored[at + 4 : at + 8] for at in range(len(stored)) if stored[at + 4 : at + 8] in (b"tEXt", b"eXIf")
    } == set()


def test_a_pixel_flood_is_refused_before_it_is_decoded() -> None:
    """ACC-90."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    with pytest.raises((TooLarge, InvalidRequest)):
        square_picture(bomb)
    with pytest.raises(TooLarge):
        square_picture(png_bytes(5_000, 4_000))


def test_too_many_bytes_are_refused() -> None:
    """ACC-90."""
    with pytest.raises(TooLarge):
        square_picture(bytes(MAX_BYTES + 1))


@pytest.mark.parametrize("data", [b"", b"<svg/>", encoded("PNG")[:60], encoded("JPEG")[:100], bytes(1000)])
def test_damaged_files_are_refused(data: bytes) -> None:
    """ACC-90."""
    with pytest.raises(InvalidRequest):
        square_picture(data)


def test_mutated_files_are_refused_or_converted() -> None:
    """ACC-90."""
    whole = encoded("WEBP")
    for at in range(0, len(whole), 3):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        try:
            square_picture(bytes(damaged))
        except (InvalidRequest, TooLarge):
            continue
