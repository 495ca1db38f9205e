"""A position in the bytes of a Yjs v1 update that never trusts a length it reads.

A whole document of ten thousand shapes is a million numbers: the reader looks at most of them, which have up to three bytes, without
a loop, and passes over what documents consist of for the most part in steps of several structs.
"""

from __future__ import annotations

from sync.errors import UpdateRejected
from sync.protocol.limits import MAX_CLIENT_ID, UpdateLimits
from sync.protocol.yruns import WORTH_BYTES, Run, run_at

_MAX_VARINT_SHIFT = 49  # Eight groups of seven bits reach past 2^53 and no further.
_MAX_SIGNED_BYTES = 10
_USUAL_BYTES, _MOST_NUMBERS = 8, 256

# Tags of JSON-like values.
_ANY_FIXED = {127: 0, 126: 0, 121: 0, 120: 0, 124: 4, 123: 8, 122: 8}
_ANY_INT, _ANY_STRING, _ANY_MAP, _ANY_LIST, _ANY_BYTES = 125, 119, 118, 117, 116


class UpdateReader:
    """A position in the bytes; every method refuses to go past the end."""

    __slots__ = ("_data", "_end", "_is_long", "_limits", "_max_values", "_numbers", "pos", "values")

    def __init__(self, data: bytes, limits: UpdateLimits) -> None:
        self._data = data
        self._end = len(data)
        self._is_long = len(data) >= WORTH_BYTES
        self._limits = limits
        self._max_values = limits.max_values
        self._numbers: dict[bytes, int] = {}
        self.pos = 0
        self.values = 0

    def run(self) -> Run | None:
        """Return the structs that can be read in one step from here; None where each has to be read by itself."""
        return run_at(self._data, self.pos) if self._is_long and self.pos < self._end else None

    def pass_run(self, run: Run) -> None:
        """Step over such structs."""
        self.pos = run.end
        self.values += run.values
        if self.values > self._max_values:
            raise UpdateRejected("value too deep or too large")

    def byte(self) -> int:
        """Read one byte."""
        pos = self.pos
        if pos >= self._end:
            raise UpdateRejected("truncated")
        self.pos = pos + 1
        return self._data[pos]

    def number(self) -> int:
        """Read an unsigned integer below 2^53."""
        pos = self.pos
        if pos >= self._end:
            raise UpdateRejected("truncated")
        group = self._data[pos]
        if group < 0x80:
            self.pos = pos + 1
            return group
        if self._end - pos > 2:
            # Nearly all clocks have two or three bytes.
            second, third = self._data[pos + 1], self._data[pos + 2]
            if second < 0x80:
                self.pos = pos + 2
                return group & 0x7F | second << 7
            if third < 0x80:
                self.pos = pos + 3
                return group & 0x7F | (second & 0x7F) << 7 | third << 14
        return self._long_number()

    def _long_number(self) -> int:
        data, end, pos = self._data, self._end, self.pos
        # The ids of a few clients come again and again, and nearly all of them have so many bytes.
        name = data[pos : pos + _USUAL_BYTES]
        known = self._numbers.get(name)
        if known is not None:
            self.pos = pos + _USUAL_BYTES
            return known
        start, value, shift = pos, 0, 0
        while True:
            if pos >= end:
                raise UpdateRejected("truncated")
            group = data[pos]
            pos += 1
            value |= (group & 0x7F) << shift
            if group < 0x80:
                break
            shift += 7
            if shift > _MAX_VARINT_SHIFT:
                raise UpdateRejected("number too long")
        if value > MAX_CLIENT_ID:
            raise UpdateRejected("number too large")
        self.pos = pos
        if pos - start == _USUAL_BYTES and len(self._numbers) < _MOST_NUMBERS:
            self._numbers[name] = value
        return value

    def count(self) -> int:
        """Read how many items follow; each takes at least one byte, so a larger count is a lie."""
        value = self.number()
        if value > self._end - self.pos:
            raise UpdateRejected("count exceeds input", str(value))
        return value

    def skip(self, size: int) -> None:
        """Step over that many bytes."""
        if size > self._end - self.pos:
            raise UpdateRejected("truncated")
        self.pos += size

    def text(self) -> str:
        """Read a string with its length in bytes before it."""
        size = self.number()
        pos = self.pos
        end = pos + size
        if end > self._end:
            raise UpdateRejected("count exceeds input", str(size))
        self.pos = end
        try:
            return self._data[pos:end].decode()
        except UnicodeDecodeError:
            raise UpdateRejected("text is not UTF-8") from None

    def value(self, depth: int = 0) -> None:
        """Skip one JSON-like value."""
        self.values += 1
        if self.values > self._max_values or depth > self._limits.max_depth:
            raise UpdateRejected("value too deep or too large")
        tag = self.byte()
        if tag == _ANY_STRING:
            self.text()
        elif tag in _ANY_FIXED:
            self.skip(_ANY_FIXED[tag])
        elif tag == _ANY_INT:
            self._signed()
        elif tag == _ANY_BYTES:
            self.skip(self.count())
        elif tag in (_ANY_MAP, _ANY_LIST):
            for _ in range(self.count()):
                if tag == _ANY_MAP:
                    self.text()
                self.value(depth + 1)
        else:
            raise UpdateRejected("unknown value", str(tag))

    def _signed(self) -> None:
        start = self.pos
        while self.byte() & 0x80:
            if self.pos - start > _MAX_SIGNED_BYTES:
                raise UpdateRejected("number too long")
