"""The colour of a person: it follows the person, so it is the same on every device and in every list."""

from __future__ import annotations

import zlib

from app.theme.tokens import PRESENCE


def presence_color(person_id: str) -> str:
    """Return the colour of a person as "#rrggbb"; white text on it can be read."""
    return PRESENCE[zlib.crc32(person_id.encode()) % len(PRESENCE)]
