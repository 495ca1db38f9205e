"""Damaged bytes."""

from __future__ import annotations

import random


def mutant(update: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, cut, or repeat a part."""
    data = bytearray(update)
    for _ in range(chance.randrange(1, 4)):
        kind = chance.randrange(4)
        at = chance.randrange(len(data))
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randrange(1, 4)]
        elif kind == 2:
            data[at:at] = data[: chance.randrange(8)]
        else:
            data[at] ^= 1 << chance.randrange(8)
        if not data:
            data += b"\0"
    return bytes(data)
