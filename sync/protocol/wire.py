"""Reading and writing of the fixed binary formats: big-endian numbers, raw ids, counted lists.

The reader never trusts a count or a length it reads, and a format is only complete when every byte was used, so that
one value has one encoding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sync.protocol.errors import ErrorCode, Malformed, TooLarge
from sync.protocol.limits import ID_BYTES

T = TypeVar("T")


class WireReader:
    """A position in received bytes; every method refuses to go past the end."""

    __slots__ = ("_data", "_end", "pos")

    def __init__(self, data: bytes | memoryview, pos: int = 0) -> None:
        self._data = data
        self._end = len(data)
        self.pos = pos

    def take(self, size: int) -> bytes:
        """Read that many bytes.

        Raises:
            Malformed: There are fewer.
        """
        start = self.pos
        if size > self._end - start:
            raise Malformed("truncated")
        self.pos = start + size
        return bytes(self._data[start : self.pos])

    def number(self, size: int) -> int:
        """Read an unsigned number of that many bytes."""
        return int.from_bytes(self.take(size), "big")

    def flag(self) -> bool:
        """Read a byte that is 0 or 1."""
        value = self.number(1)
        if value > 1:
            raise Malformed(f"a flag is {value}")
        return value == 1

    def identifier(self, size: int = ID_BYTES) -> str:
        """Read an id as lower-case hex."""
        return self.take(size).hex()

    def listed(self, item: Callable[[WireReader], T], item_bytes: int, most: int) -> tuple[T, ...]:
        """Read a list: a count of four bytes, then the items.

        Args:
            item: Reads one item.
            item_bytes: The least that one item takes; a count that promises more than is left is refused at once.
            most: Largest count allowed.

        Raises:
            TooLarge: The count is over the limit.
            Malformed: The count promises more than there is.
        """
        count = self.number(4)
        if count > most:
            raise TooLarge(f"a list of {count} is over the limit of {most}", ErrorCode.TOO_MANY)
        if count * item_bytes > self._end - self.pos:
            raise Malformed("a count exceeds the input")
        return tuple(item(self) for _ in range(count))

    def blob(self, most: int) -> bytes:
        """Read bytes with their length (four bytes) before them.

        Raises:
            TooLarge: The length is over the limit.
        """
        size = self.number(4)
        if size > most:
            raise TooLarge(f"{size} bytes are over the limit of {most}")
        return self.take(size)

    def rest(self) -> bytes:
        """Read everything that is left."""
        return self.take(self._end - self.pos)

    @property
    def at_end(self) -> bool:
        """Whether every byte was read."""
        return self.pos == self._end

    def finish(self) -> None:
        """Refuse what is left over.

        Raises:
            Malformed: There are bytes after the end.
        """
        if self.pos != self._end:
            raise Malformed("trailing bytes")


def listed(items: list[bytes]) -> bytes:
    """Write a list: a count of four bytes, then the items."""
    return len(items).to_bytes(4, "big") + b"".join(items)


def blob(data: bytes) -> bytes:
    """Write bytes with their length (four bytes) before them."""
    return len(data).to_bytes(4, "big") + data
