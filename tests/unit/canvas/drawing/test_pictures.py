from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from canvas.drawing.pictures import BYTE_LIMIT, data_uri_bytes, fitted, picture_type, pixel_size
from canvas.geometry.box import Box

PNG = b"\x89PNG\r\n\x1a\nrest"


def test_data_uris_with_and_without_their_marker() -> None:
    body = base64.b64encode(PNG).decode()
    assert data_uri_bytes(f"data:image/png;base64,{body}") == PNG
    assert data_uri_bytes(f"data:image/png,{body}") == PNG
    assert data_uri_bytes("data:image/svg+xml,%3Csvg/%3E") == b"<svg/>"
    assert data_uri_bytes("data:image/svg+xml;utf8,<svg/>") == b"<svg/>"


@pytest.mark.parametrize("uri", ["", "data:image/png", "data:text/plain,x", "file:///x.png", "data:image/png;base64,a"])
def test_what_is_no_picture(uri: str) -> None:
    assert data_uri_bytes(uri) is None


def test_size_is_checked_before_decoding() -> None:
    assert data_uri_bytes("data:image/png;base64," + "A" * (BYTE_LIMIT * 4 // 3 + 300)) is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"BM1234", "bmp"),
        (b"RIFF0000WEBPVP8 ", "webp"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "svg"),
        (b"<html/>", ""),
        (b"", ""),
    ],
)
def test_types_by_signature(data: bytes, kind: str) -> None:
    assert picture_type(data) == kind


def test_fitting_keeps_proportions_and_centres() -> None:
    assert fitted(Box(0, 0, 100, 100), 20, 10) == Box(0, 25, 100, 50)
    assert fitted(Box(10, 0, 100, 10), 20, 20) == Box(55, 0, 10, 10)


@pytest.mark.parametrize("form", ["PNG", "GIF", "BMP"])
def test_the_size_in_a_header_is_read_without_decoding(form: str) -> None:
    data = io.BytesIO()
    Image.new("P", (321, 45)).save(data, form)
    assert pixel_size(data.getvalue()) == (321, 45)
    assert pixel_size(data.getvalue()[:9]) is None


def test_other_types_promise_nothing() -> None:
    assert pixel_size(b"") is None
    assert pixel_size(b"\xff\xd8\xff") is None
