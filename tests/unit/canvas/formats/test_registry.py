from __future__ import annotations

import pytest

from canvas.errors import MalformedFile
from canvas.formats.png.chunks import SIGNATURE
from canvas.formats.registry import DRAWIO, DRAWIO_PNG, DRAWIO_SVG, FileFormat, format_of_content, format_of_name, read


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"<mxfile/>", DRAWIO),
        (b'<?xml version="1.0"?>\n<!-- c -->\n<mxGraphModel/>', DRAWIO),
        (b'<!DOCTYPE svg PUBLIC "x" "y"><svg:svg xmlns:svg="s"/>', DRAWIO_SVG),
        ("<mxfile/>".encode("utf-16"), DRAWIO),
        (b"\xef\xbb\xbf<svg/>", DRAWIO_SVG),
        (SIGNATURE, DRAWIO_PNG),
        (b"<html/>", None),
        (b"", None),
        (b"\x00\xff", None),
    ],
)
def test_content_decides(data: bytes, form: FileFormat | None) -> None:
    assert format_of_content(data) is form


@pytest.mark.parametrize(
    ("name", "form"),
    [("a/B.DRAWIO", DRAWIO), ("b.drawio.svg", DRAWIO_SVG), ("b.svg", DRAWIO_SVG), ("c.xml", DRAWIO), ("d.PNG", DRAWIO_PNG), ("e.txt", None)],
)  # fmt: skip
def test_names_promise(name: str, form: FileFormat | None) -> None:
    assert format_of_name(name) is form


def test_reading_believes_the_content_more_than_the_name() -> None:
    assert len(read(b"<mxGraphModel/>", "picture.png").pages) == 1


def test_what_shows_no_format_is_refused_by_name_and_content() -> None:
    with pytest.raises(MalformedFile, match="neither"):
        read(b"hello", "notes.txt")
    with pytest.raises(MalformedFile, match="XML"):
        read(b"hello", "notes.drawio")
