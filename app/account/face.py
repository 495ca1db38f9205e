"""How a person looks to others: a colour and a small picture, as this library keeps them and as cards carry them."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sync.protocol.card_content import MAX_CARD_PICTURE_BYTES

if TYPE_CHECKING:
    from sync.store.ports import Store

_KEY = "face"
_COLOR = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class Face:
    """What somebody chose.

    Attributes:
        color: "#RRGGBB"; "" for the one that follows from the user id.
        picture: a small JPEG; empty for initials.
    """

    color: str = ""
    picture: bytes = field(default=b"", repr=False)


def read_face(store: Store) -> Face | None:
    """Return what was chosen in this library; None if nothing was, or what is kept makes no sense."""
    found = store.session.get(_KEY)
    if not isinstance(found, dict):
        return None
    color, picture = found.get("color"), found.get("picture")
    if not isinstance(color, str) or not isinstance(picture, str) or not (color == "" or _COLOR.fullmatch(color)):
        return None
    try:
        data = base64.b64decode(picture, validate=True)
    except binascii.Error:
        return None
    return Face(color, data) if len(data) <= MAX_CARD_PICTURE_BYTES else None


def keep_face(store: Store, face: Face) -> None:
    """Keep what was chosen, durably."""
    store.session.set(_KEY, {"color": face.color, "picture": base64.b64encode(face.picture).decode("ascii")})
