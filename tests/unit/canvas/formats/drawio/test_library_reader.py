from __future__ import annotations

import json
from xml.sax.saxutils import escape

import pytest

from canvas.errors import FormatError, LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.library_reader import is_library, read_drawio_library
from canvas.formats.drawio.packing import pack
from canvas.formats.library_file import MOST_ITEMS
from tests.support.diagram_files import BOX

PICTURE = "data:image/png;base64,iVBORw0KGgo="


def library(*entries: object) -> bytes:
    return f"<mxlibrary>{escape(json.dumps(list(entries)))}</mxlibrary>".encode()


@pytest.mark.parametrize("xml", [BOX, pack(BOX)])
def test_shapes_of_an_entry_are_read_with_children_and_lines(xml: str) -> None:
    data = library({"xml": xml, "w": 200, "h": 90, "title": "A hub", "aspect": "fixed"})
    assert is_library(data)
    found = read_drawio_library(data, "net")
    assert found.name == "net"
    (item,) = found.items
    assert item.title == "A hub"
    box, line, child = item.shapes.shapes
    assert (box.kind, box.text, box.get("style.fill")) == ("rect", "Hub", "#ff0000")
    assert (child.kind, child.parent) == ("ellipse", box.id)
    assert (line.get("source"), line.get("target.point")) == (box.id, (200.0, 90.0))
    assert not any(key.startswith("x.") for shape in item.shapes.shapes for key in shape.values)
    assert (item.shapes.box.w, item.shapes.box.h) == (200, 90)


def test_pictures_are_read_and_what_lies_elsewhere_is_left_out() -> None:
    found = read_drawio_library(
        library({"data": PICTURE, "w": 30, "h": 20}, {"data": "https://example.org/x.png"}, {"title": "empty"})
    )
    (item,) = found.items
    (shape,) = item.shapes.shapes
    assert (shape.kind, shape.get("image"), shape.w, shape.h) == ("image", PICTURE, 30, 20)


def test_an_empty_library_is_empty() -> None:
    assert read_drawio_library(b"<mxlibrary></mxlibrary>").items == ()
    assert read_drawio_library(b"<mxlibrary>[]</mxlibrary>").items == ()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<mxlibrary>", b"<mxlibrary>{}</mxlibrary>", b"<mxlibrary>[3]</mxlibrary>", b"<mxlibrary>[</mxlibrary>", b"<mxfile/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><mxlibrary>[]</mxlibrary>', library({"xml": "<svg/>"}), library({"xml": "no base64 !"}),
        library({"xml": "<mxGraphModel"}), b"<mxlibrary>" + b"[" * 100_000 + b"</mxlibrary>",
        library({"xml": '<!DOCTYPE x [<!ENTITY a "b">]><mxGraphModel/>'}),
    ],
)  # fmt: skip
def test_what_is_damaged_or_hostile_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_drawio_library(data)


def test_limits_hold_over_all_entries_together() -> None:
    with pytest.raises(LimitExceeded):
        read_drawio_library(b" " * (limits.FILE_BYTES + 1))
    with pytest.raises(LimitExceeded):
        read_drawio_library(library(*[{"data": PICTURE}] * (MOST_ITEMS + 1)))
    bomb = pack("<mxGraphModel><root>" + "<a/>" * 100_000 + "</root></mxGraphModel>")
    with pytest.raises(LimitExceeded):
        read_drawio_library(library(*[{"xml": bomb}] * 8))


def test_wild_numbers_and_titles_are_tamed() -> None:
    found = read_drawio_library(
        library({"data": PICTURE, "w": "x", "h": -5, "title": ["a"]}, {"data": PICTURE, "w": 1e300, "h": True})
    )
    assert [(item.shapes.box.w, item.shapes.box.h) for item in found.items] == [(80, 80), (80, 80)]
    assert [item.title for item in found.items] == ["", ""]
