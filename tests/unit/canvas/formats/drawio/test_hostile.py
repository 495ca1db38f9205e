"""Files that want to hurt: each gives a typed error or harmless records, soon."""

from __future__ import annotations

import base64
import random
import time
import zlib
from collections.abc import Iterator

import pytest

from canvas.errors import FormatError, LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.records import Snapshot, plain_text

HEAD = '<mxCell id="0"/><mxCell id="1" parent="0"/>'
SECONDS = 5.0


def model(inner: str) -> bytes:
    return f"<mxGraphModel><root>{HEAD}{inner}</root></mxGraphModel>".encode()


def cell(attributes: str, inner: str = "") -> bytes:
    return model(f'<mxCell id="a" vertex="1" parent="1" {attributes}>{inner}</mxCell>')


def deflated(raw: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(raw) + deflate.flush()).decode()


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    # The time of this thread alone: servers that other tests of this process left running must not count.
    start = time.thread_time()
    yield
    assert time.thread_time() - start < SECONDS


ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 10}">' for i in range(10))
REFUSED: dict[str, tuple[bytes, type[FormatError]]] = {
    "entity bomb": (f"<!DOCTYPE m [{ENTITIES}]><mxGraphModel a='&e9;'/>".encode(), MalformedFile),
    "utf-16 doctype": ('<!DOCTYPE m SYSTEM "file:///etc/passwd"><mxGraphModel/>'.encode("utf-16"), MalformedFile),
    "external entity": (b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxGraphModel>&x;</mxGraphModel>', MalformedFile),
    "deflate bomb": (f"<mxfile><diagram>{deflated(b'a' * 70_000_000)}</diagram></mxfile>".encode(), LimitExceeded),
    "nesting": (b"<mxGraphModel>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</mxGraphModel>", LimitExceeded),
    "packed nesting": (f"<mxfile><diagram>{deflated(b'<a>' * 20_000)}</diagram></mxfile>".encode(), LimitExceeded),
    "broken base64": (b"<mxfile><diagram>7V1bd%%%</diagram></mxfile>", MalformedFile),
    "broken deflate": (b"<mxfile><diagram>" + base64.b64encode(b"\xff" * 50) + b"</diagram></mxfile>", MalformedFile),
    "truncated": (model('<mxCell id="a" vertex="1" parent="1"/>')[:-20], MalformedFile),
    "wrong type": (b"\x50\x4b\x03\x04" + bytes(1000), MalformedFile),
    "300 MB of text": (b"x" * 300_000_000, LimitExceeded),
    "many cells": (model("<mxCell/>" * (limits.CELLS + 1)), LimitExceeded),
    "many attributes": (cell(" ".join(f'x{i}=""' for i in range(2000))), LimitExceeded),
    "long label": (cell(f'value="{"x" * (limits.LABEL_CHARS + 1)}"'), LimitExceeded),
    "many labels": (
        model("".join(f'<mxCell id="{i}" vertex="1" parent="1" value="{"y" * 900_000}"/>' for i in range(10))),
        LimitExceeded,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, error = REFUSED[name]
    with pytest.raises(error) as caught:
        read_drawio(data)
    assert len(str(caught.value)) < 400


def read_and_write(data: bytes) -> Snapshot:
    snapshot = read_drawio(data)
    assert len(read_drawio(write_drawio(snapshot)).shapes) == len(snapshot.shapes)
    return snapshot


CIRCLE = "".join(f'<mxCell id="{i}" vertex="1" parent="{(i + 1) % 2000}"/>' for i in range(2, 2000))
CHAIN = "".join(f'<mxCell id="{i}" vertex="1" parent="{i - 1}"/>' for i in range(2, 2000))
SAFE = {
    "huge numbers": cell('style="strokeWidth=1e308;size=9e999;rotation=1e30"', '<mxGeometry x="1e308" y="-1e999" width="NaN" height="inf" as="geometry"/>'),
    "circle of parents": model(CIRCLE),
    "chain of parents": model(CHAIN),
    "own parent": model('<mxCell id="a" vertex="1" parent="a"/>'),
    "own end": model('<mxCell id="a" edge="1" parent="1" source="a" target="a"/>'),
    "equal ids": model('<mxCell id="a" vertex="1" parent="1"/>' * 500),
    "no ids": model('<mxCell vertex="1" parent="1"/>' * 50),
    "root in a circle": b'<mxGraphModel><root><mxCell id="0" parent="1"/><mxCell id="1" parent="0"/></root></mxGraphModel>',
    "nothing": b"<mxGraphModel/>",
    "odd style": cell('style=";;;=;==;a=;=b;}{;stencil(;shape=stencil(;image=;%00"'),
    "placeholders": model(f'<object id="a" label="{"%x%" * 3000}" x="{"%x%" * 100}" placeholders="1"><mxCell vertex="1" parent="1"/></object>'),
    "wrapper in a wrapper": model("<object><object><mxCell/></object></object><object/><UserObject><mxCell/><mxCell/></UserObject>"),
    "own values": model("<UserObject aio='{\"page\":\"x\",\"x.drawio.cell\":1,\"freehand\":7}'><mxCell vertex=\"1\" parent=\"1\"/></UserObject>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFE)
def test_harmless(name: str) -> None:
    for shape in read_and_write(SAFE[name]).shapes.values():
        assert abs(shape.x) <= 1e7
        assert shape.w == shape.w
        assert shape.page == "0"


def test_scripts_and_links_in_labels_are_gone() -> None:
    label = (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;a href='javascript:x'&gt;go&lt;/a&gt;"
        "&lt;iframe src='file:///etc/passwd'&gt;&lt;/iframe&gt;"
    )
    (shape,) = read_and_write(cell(f'style="html=1" value="{label}"')).shapes.values()
    assert plain_text(shape.label) == "go"
    assert shape.label[0].mark("link") is None


def test_a_placeholder_cannot_grow_without_limit() -> None:
    data = model(
        f'<object id="a" label="{"%x%" * 3000}" x="{"y" * 100_000}" placeholders="1"><mxCell vertex="1" parent="1"/></object>'
    )
    (shape,) = read_drawio(data).shapes.values()
    assert len(shape.text) <= limits.LABEL_CHARS


def test_damaged_files_raise_typed_errors_only() -> None:
    rng = random.Random(5)
    source = model(
        '<object id="a" label="x &lt;b&gt;" placeholders="1"><mxCell style="html=1;rounded=1" vertex="1" parent="1">'
        '<mxGeometry x="1" y="2" as="geometry"/></mxCell></object>'
    )
    packed = b"<mxfile><diagram>" + deflated(source).encode() + b"</diagram></mxfile>"
    for _ in range(300):
        data = bytearray(rng.choice((source, packed)))
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            write_drawio(read_drawio(bytes(data)))
        except FormatError:
            continue
