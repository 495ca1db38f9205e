from __future__ import annotations

import zlib
from io import BytesIO
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.png.chunks import SIGNATURE, Chunk, read_chunks, write_chunk
from canvas.formats.png.embed import embed_source, read_source


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 3), "#ff0000").save(buffer, "PNG")
    return buffer.getvalue()


def with_chunk(kind: bytes, data: bytes) -> bytes:
    first, *rest = read_chunks(picture())
    return SIGNATURE + b"".join(write_chunk(chunk) for chunk in (first, Chunk(kind, data), *rest))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_what_is_put_in_comes_out(text: str) -> None:
    assert read_source(embed_source(picture(), "<mxfile>" + text)) == "<mxfile>" + text


def test_other_programs_read_it_as_drawio_writes_it() -> None:
    image = Image.open(BytesIO(embed_source(picture(), '<mxfile a="ä\'"/>')))
    assert image.text == {"mxfile": quote('<mxfile a="ä\'"/>', safe="!~*'()")}  # type: ignore[attr-defined]
    assert image.getpixel((1, 1)) == (255, 0, 0)


def test_a_second_source_replaces_the_first() -> None:
    twice = embed_source(embed_source(picture(), "<mxfile>1</mxfile>"), "<mxfile>2</mxfile>")
    assert read_source(twice) == "<mxfile>2</mxfile>"
    assert sum(chunk.kind == b"zTXt" for chunk in read_chunks(twice)) == 1


XML = b"<mxfile>x</mxfile>"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (b"tEXt", b"mxfile\0" + XML),
        (b"tEXt", b"mxfile\0" + quote(XML).encode()),
        (b"tEXt", b"mxGraphModel\0" + XML),
        (b"zTXt", b"mxfile\0\0" + zlib.compress(XML)),
        (b"iTXt", b"mxfile\0\0\0\0\0" + XML),
        (b"iTXt", b"mxfile\0\1\0en\0titel\0" + zlib.compress(XML)),
    ],
)
def test_all_forms_are_read(kind: bytes, data: bytes) -> None:
    assert read_source(with_chunk(kind, data)) == XML.decode()


def test_a_picture_without_source() -> None:
    assert read_source(picture()) is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (b"zTXt", b"mxfile\0\0garbage"),
        (b"zTXt", b"mxfile\0\1" + zlib.compress(XML)),
        (b"zTXt", b"mxfile\0\0" + zlib.compress(XML)[:-6]),
        (b"iTXt", b"mxfile\0\1\7\0\0" + zlib.compress(XML)),
        (b"tEXt", b"mxfile\0%ff%fe"),
    ],
)
def test_a_damaged_source_is_told(kind: bytes, data: bytes) -> None:
    with pytest.raises(MalformedFile):
        read_source(with_chunk(kind, data))


def test_a_bomb_is_stopped_while_it_inflates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "INFLATED_BYTES", 10_000)
    with pytest.raises(LimitExceeded):
        read_source(with_chunk(b"zTXt", b"mxfile\0\0" + zlib.compress(bytes(10_001))))
    with pytest.raises(LimitExceeded):
        read_source(with_chunk(b"tEXt", b"mxfile\0<" + b"x" * 10_001))
    with pytest.raises(LimitExceeded):
        embed_source(picture(), "x" * 10_001)
