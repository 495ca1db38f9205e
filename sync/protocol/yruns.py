"""What a document consists of for the most part, recognised by regular expressions: several structs in one step.

A document of ten thousand shapes is two hundred thousand structs, nearly all of them one plain value under a key of a map. Read one
by one they would hold up a newcomer for longer than everything else together. The expressions accept only what the reader in
``yupdate`` would accept with the same result; whatever else comes is left to it. Their memory and time are bounded by what they match.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

WORTH_BYTES = 4_096
"""A smaller update is read sooner than the expressions are made."""

_AT_ONCE = 12
_LONGEST_KEY, _LONGEST_TEXT = 24, 40

# A client is below 2^53. A clock of so few bytes is, too.
_CLIENT = rb"(?:[\x80-\xff]{7}[\x00-\x0f]|[\x80-\xff]{0,6}[\x00-\x7f])"
_ID = _CLIENT + rb"[\x80-\xff]{0,6}[\x00-\x7f]"
# An array, a map, a text, a fragment, or a text of XML: what a shared type may be, and has nothing after it.
_TYPE = rb"[\x00\x01\x02\x04\x06]"


class Run(NamedTuple):
    """Structs that were recognised.

    Attributes:
        end: Where the next one begins.
        structs: How many there are.
        ticks: How many ticks of their client's clock they take.
        values: How many JSON-like values they hold.
        reference: Where the client and the clock stand that all of them refer to; 0 if they refer to none.
    """

    end: int
    structs: int
    ticks: int
    values: int
    reference: int


def run_at(data: bytes, start: int) -> Run | None:
    """Recognise one or more structs; None where each has to be read by itself.

    Args:
        data: An update.
        start: Where a struct begins.
    """
    expression = _expressions().get(data[start])
    found = expression.match(data, start) if expression is not None else None
    if found is None:
        return None
    kind = found.lastgroup
    if kind == "key":
        return Run(found.end(), 1, 1, 0, 0)
    if kind is None:
        count = found.lastindex or 0
        return Run(found.end(), count, count, count, found.start(1))
    reference, after = found.span(kind)
    # A text of a single byte each: it is as long as the byte before it says.
    return Run(found.end(), 1, data[after] if kind == "text" else 1, int(kind == "value"), reference)


@cache
def _expressions() -> dict[int, re.Pattern[bytes]]:
    """Return what recognises structs, by the byte that they begin with; made once, when it is needed."""
    value, shared, text, replaced = (re.compile(one, re.DOTALL) for one in (_values(), _shared(), _text(), _replaced()))
    return {0x28: value, 0x27: shared, 0x04: text, 0x88: replaced, 0xA8: replaced}


def _values() -> bytes:
    """Return the expression for plain values under keys of one map; as many groups take part as there are values."""
    value = _short_text(0, _LONGEST_KEY) + rb"\x01" + _plain_value()
    rest = b""
    for _ in range(_AT_ONCE - 1):
        rest = rb"(?:\(\x00\1" + value + rb"()" + rest + rb")?+"
    return rb"\(\x00(" + _ID + rb")" + value + rest


def _shared() -> bytes:
    """Return the expression for a shared type under a key of a root or of a map."""
    key = _short_text(0, _LONGEST_KEY)
    return rb"'(?:(?P<key>\x01)" + key + rb"|\x00(?P<type>" + _ID + rb"))" + key + _TYPE


def _text() -> bytes:
    """Return the expression for the beginning of a text."""
    return rb"\x04\x00(?P<text>" + _ID + rb")" + _short_text(1, _LONGEST_TEXT)


def _replaced() -> bytes:
    """Return the expression for a plain value in the place of another one."""
    return rb"[\x88\xa8](?P<value>" + _ID + rb")\x01" + _plain_value()


def _plain_value() -> bytes:
    """Return the expression for a JSON-like value that holds no others."""
    text = rb"w" + _short_text(0, _LONGEST_TEXT)
    number = rb"\|.{4}|[z{].{8}|}[\x80-\xff]{0,9}[\x00-\x7f]"
    return rb"(?:" + text + rb"|" + number + rb"|[xy~\x7f])"


def _short_text(least: int, most: int) -> bytes:
    """Return the expression for ASCII characters with their number before them."""
    lengths = (re.escape(bytes([size])) + rb"[\x00-\x7f]{%d}" % size for size in range(least, most + 1))
    return rb"(?:" + rb"|".join(lengths) + rb")"
