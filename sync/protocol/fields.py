"""Codecs of single fields, from which the layouts of operations and frames are tabled.

Each reads what it writes and refuses everything else, so that a layout has one encoding per value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sync.protocol.errors import ErrorCode, Malformed, TooLarge
from sync.protocol.identifiers import checked_id
from sync.protocol.limits import ID_BYTES
from sync.protocol.wire import WireReader, blob, listed


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is written and read.

    Attributes:
        write: Value to bytes; raises ``Malformed``, ``TooLarge`` or ``InvalidIdentifierError``.
        read: Reader to value; raises ``Malformed`` or ``TooLarge``.
    """

    write: Callable[[Any], bytes]
    read: Callable[[WireReader], Any]


def fixed(size: int) -> Field:
    """Bytes of one length."""

    def write(value: bytes) -> bytes:
        if len(value) != size:
            raise Malformed(f"a value of {len(value)} bytes where {size} belong")
        return value

    return Field(write, lambda reader: reader.take(size))


def identifier(size: int = ID_BYTES) -> Field:
    """An id: lower-case hex in Python, raw on the wire."""
    return Field(lambda value: bytes.fromhex(checked_id(value, "id", size)), lambda reader: reader.identifier(size))


def number(size: int) -> Field:
    """An unsigned number of that many bytes."""

    def write(value: int) -> bytes:
        try:
            return value.to_bytes(size, "big")
        except OverflowError:
            raise Malformed(f"{value} does not fit into {size} bytes") from None

    return Field(write, lambda reader: reader.number(size))


def sized(most: int) -> Field:
    """Bytes with their length (four bytes) before them."""

    def write(value: bytes) -> bytes:
        if len(value) > most:
            raise TooLarge(f"{len(value)} bytes are over the limit of {most}")
        return blob(value)

    return Field(write, lambda reader: reader.blob(most))


def rest(most: int) -> Field:
    """The bytes up to the end; only as the last field."""

    def check(value: bytes) -> bytes:
        if len(value) > most:
            raise TooLarge(f"{len(value)} bytes are over the limit of {most}")
        return value

    return Field(check, lambda reader: check(reader.rest()))


def text(most: int) -> Field:
    """UTF-8 text with its length in bytes (four bytes) before it; the limit is in bytes."""
    data = sized(most)

    def read(reader: WireReader) -> str:
        try:
            return str(data.read(reader), "utf-8")
        except UnicodeDecodeError:
            raise Malformed("text is not UTF-8") from None

    def write(value: str) -> bytes:
        try:
            return data.write(value.encode("utf-8"))
        except UnicodeEncodeError:
            raise Malformed("text cannot be written as UTF-8") from None

    return Field(write, read)


def list_of(
    write: Callable[[Any], bytes],
    read: Callable[[WireReader], Any],
    item_bytes: int,
    most: int,
    order: Callable[[Any], Any] | None = None,
) -> Field:
    """A tuple: a count (four bytes), then the items.

    Args:
        write: Writes an item.
        read: Reads an item.
        item_bytes: The least that an item takes.
        most: Most items.
        order: If given, items ascend by it without repetition.
    """

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > most:
            raise TooLarge(f"a list of {len(items)} is over the limit of {most}", ErrorCode.TOO_MANY)
        if order is not None and any(first >= second for first, second in pairwise(map(order, items))):
            raise Malformed("a list is not sorted, or names something twice")
        return items

    return Field(
        lambda items: listed([write(item) for item in check(items)]),
        lambda reader: check(reader.listed(read, item_bytes, most)),
    )


ID = identifier()
HASH = fixed(32)
SIGNATURE = fixed(64)
U8, U16, U32, U64 = number(1), number(2), number(4), number(8)
