"""URL-encoded text as bytes, in memory and time that grow with its length only.

The standard library splits at every "%", which turns a few megabytes of escapes into gigabytes of small objects.
"""

from __future__ import annotations

import numpy as np

_PERCENT = 0x25
_NO_DIGIT = 255
_PIECE = 1024 * 1024
_DIGITS = np.full(256, _NO_DIGIT, dtype=np.uint8)
"""Value of each character as a hexadecimal digit."""
for _value, _letter in enumerate(b"0123456789abcdef"):
    _DIGITS[_letter] = _DIGITS[bytes([_letter]).upper()[0]] = _value


def unquoted(data: bytes) -> bytes:
    """Return bytes with every "%XX" replaced by the byte it stands for; a "%" without two digits stays."""
    if b"%" not in data:
        return data
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + _PIECE
        # An escape must not be cut in two.
        late = data.rfind(b"%", end - 2, end)
        end = late if late > at else end
        parts.append(_piece(data[at:end]))
        at = end
    return b"".join(parts)


def _piece(data: bytes) -> bytes:
    chars = np.frombuffer(data, dtype=np.uint8).copy()
    signs = np.flatnonzero(chars[:-2] == _PERCENT)
    high, low = _DIGITS[chars[signs + 1]], _DIGITS[chars[signs + 2]]
    sound = (high != _NO_DIGIT) & (low != _NO_DIGIT)
    signs = signs[sound]
    chars[signs] = high[sound] * 16 + low[sound]
    keep = np.ones(len(chars), dtype=np.bool_)
    keep[signs + 1] = keep[signs + 2] = False
    return chars[keep].tobytes()
