"""The diagram's source inside a PNG, in a text chunk named "mxfile", as draw.io writes and reads it.

draw.io puts the URL-encoded XML into a compressed text chunk (zTXt); older versions and other tools use tEXt or iTXt, or the
name "mxGraphModel". All of these are read; zTXt is written.
"""

from __future__ import annotations

import zlib
from urllib.parse import quote

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.percent import unquoted
from canvas.formats.png.chunks import SIGNATURE, Chunk, read_chunks, write_chunk

KEYWORD = b"mxfile"
_KEYWORDS = (KEYWORD, b"mxGraphModel")
_UNRESERVED = "!~*'()"
"""What JavaScript's encodeURIComponent leaves as it is, beside letters, digits, "-", "_" and "."."""


def embed_source(png: bytes, xml: str) -> bytes:
    """Return a PNG with the source put in, replacing one that was there.

    Args:
        png: a PNG file.
        xml: the diagram's source, an <mxfile>.

    Raises:
        MalformedFile: `png` is no sound PNG file.
        LimitExceeded: the source or the file is too large.
    """
    body = quote(xml, safe=_UNRESERVED).encode("ascii")
    if len(body) > limits.INFLATED_BYTES:
        raise LimitExceeded("the diagram's source in bytes", limits.INFLATED_BYTES)
    source = write_chunk(Chunk(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(body, 9)))
    parts = [SIGNATURE]
    for chunk in read_chunks(png):
        if _keyword(chunk) in _KEYWORDS:
            continue
        parts.append(write_chunk(chunk))
        if chunk.kind == b"IHDR":
            parts.append(source)
    return b"".join(parts)


def read_source(png: bytes) -> str | None:
    """Return the source inside a PNG, or None when there is none.

    Raises:
        MalformedFile: no sound PNG file, or the source cannot be read.
        LimitExceeded: the file or the inflated source is too large.
    """
    for chunk in read_chunks(png):
        if _keyword(chunk) in _KEYWORDS:
            return _decoded(_text(chunk))
    return None


def _keyword(chunk: Chunk) -> bytes:
    """Return a text chunk's keyword, b"" for other chunks."""
    if chunk.kind not in {b"tEXt", b"zTXt", b"iTXt"}:
        return b""
    return chunk.data.partition(b"\0")[0]


def _text(chunk: Chunk) -> bytes:
    """Return the characters of a text chunk, inflated."""
    rest = chunk.data.partition(b"\0")[2]
    if chunk.kind == b"tEXt":
        return rest
    if chunk.kind == b"zTXt":
        return _inflated(rest[1:]) if rest[:1] == b"\0" else _unknown_method()
    compressed, method = rest[:1], rest[1:2]
    body = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    if compressed == b"\0":
        return body
    return _inflated(body) if method == b"\0" else _unknown_method()


def _unknown_method() -> bytes:
    raise MalformedFile("the diagram inside the PNG file is compressed in an unknown way")


def _inflated(data: bytes) -> bytes:
    """Inflate within the limit."""
    decompressor = zlib.decompressobj()
    try:
        result = decompressor.decompress(data, limits.INFLATED_BYTES + 1)
    except zlib.error as error:
        raise MalformedFile("the diagram inside the PNG file is damaged") from error
    if len(result) > limits.INFLATED_BYTES:
        raise LimitExceeded("the diagram's source in bytes", limits.INFLATED_BYTES)
    if not decompressor.eof:
        raise MalformedFile("the diagram inside the PNG file is cut off")
    return result


def _decoded(body: bytes) -> str:
    """Return the source as text; it is URL-encoded unless it begins with markup."""
    if len(body) > limits.INFLATED_BYTES:
        raise LimitExceeded("the diagram's source in bytes", limits.INFLATED_BYTES)
    raw = body if body.lstrip()[:1] == b"<" else unquoted(body)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedFile("the diagram inside the PNG file is not text") from error
