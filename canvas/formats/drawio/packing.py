"""draw.io's compressed pages: URL-encoded XML, deflated without a header, in base64."""

from __future__ import annotations

import base64
import binascii
import zlib
from urllib.parse import quote

from canvas.errors import MalformedFile
from canvas.formats import limits
from canvas.formats.drawio.guarded_xml import XmlBudget
from canvas.formats.percent import unquoted

_UNRESERVED = "!~*'()"
"""What JavaScript's encodeURIComponent leaves as it is, beside letters, digits, "-", "_" and "."."""
_RAW_DEFLATE = -15


def unpack(text: str, budget: XmlBudget | None = None) -> str:
    """Return the XML in the text of a <diagram> or in an SVG's content attribute.

    Args:
        text: XML, URL-encoded XML, or base64 of raw deflate of URL-encoded XML.
        budget: what the whole file may still use.

    Raises:
        MalformedFile: none of these.
        LimitExceeded: it unpacks to more than is accepted.
    """
    budget = budget or XmlBudget()
    body = text.strip()
    if body.startswith("<"):
        return body
    if body[:3].lower() == "%3c":
        return _decoded(unquoted(body.encode("utf-8", "surrogatepass")))
    return _decoded(unquoted(_inflated(_from_base64(body), budget)))


def pack(xml: str) -> str:
    """Return XML in the compressed form that draw.io reads."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
    raw = deflate.compress(quote(xml, safe=_UNRESERVED).encode("ascii")) + deflate.flush()
    return base64.b64encode(raw).decode("ascii")


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedFile("a page is neither XML nor base64") from error


def _inflated(data: bytes, budget: XmlBudget) -> bytes:
    """Inflate within the budget."""
    inflate = zlib.decompressobj(_RAW_DEFLATE)
    room = max(0, min(budget.inflated, limits.INFLATED_BYTES))
    try:
        result = inflate.decompress(data, room + 1)
    except zlib.error as error:
        raise MalformedFile("a compressed page is damaged") from error
    budget.take_inflated(len(result))
    if not inflate.eof:
        raise MalformedFile("a compressed page is cut off")
    return result


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedFile("a page is not text in UTF-8") from error
