"""What a room says of itself in the network: nothing that a stranger could use, and a mark for those who hold its key.

The instance name and a nonce are random for every room. Whoever holds the workspace's key sees by the mark that it is a
room of that workspace; for everybody else the mark is as random as the rest.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync.protocol.errors import Malformed
from sync.protocol.identifiers import RandomBytes, checked_id

ROOM_BYTES = 16
NONCE_BYTES = 16
MARK_BYTES = 16
VERSION = b"1"

_MARK = b"aio-canvas room mark v1\0"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A room as it is announced.

    Attributes:
        room: Its random name (32 hex digits).
        nonce: What the mark is made of.
        mark: Proof of the key, or random bytes.
    """

    room: str
    nonce: bytes
    mark: bytes

    def properties(self) -> dict[str, bytes]:
        """Return what stands beside the name in the network."""
        return {"v": VERSION, "n": self.nonce.hex().encode(), "m": self.mark.hex().encode()}

    @property
    def short_name(self) -> str:
        """Four characters by which people tell rooms apart; both screens show them."""
        return self.room[:4].upper()

    def marked_by(self, keys: Iterable[tuple[str, bytes]]) -> str | None:
        """Return whose key made the mark: the first name of (name, key) that fits, or None."""
        for name, key in keys:
            if hmac.compare_digest(_mark(key, self.room, self.nonce), self.mark):
                return name
        return None


def announce_room(key: bytes | None, random_bytes: RandomBytes = secrets.token_bytes) -> Announcement:
    """Make the announcement of a new room.

    Args:
        key: Room key of the workspace (32 bytes), or None for a room that nobody is to recognise.
        random_bytes: Source of name, nonce and, without a key, mark.
    """
    room, nonce = random_bytes(ROOM_BYTES).hex(), random_bytes(NONCE_BYTES)
    return Announcement(room, nonce, random_bytes(MARK_BYTES) if key is None else _mark(key, room, nonce))


def read_announcement(room: str, properties: Mapping[bytes, bytes | None]) -> Announcement:
    """Read what somebody announced.

    Raises:
        Malformed: It is no room of a version that is known here.
        InvalidIdentifierError: Its name is no room's name.
    """
    if properties.get(b"v") != VERSION:
        raise Malformed("a room of another version")
    return Announcement(
        checked_id(room, "room", ROOM_BYTES), _hex(properties, b"n", NONCE_BYTES), _hex(properties, b"m", MARK_BYTES)
    )


def _hex(properties: Mapping[bytes, bytes | None], name: bytes, size: int) -> bytes:
    text = properties.get(name) or b""
    try:
        value = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        value = b""
    if len(value) != size:
        raise Malformed("a room's announcement is malformed")
    return value


def _mark(key: bytes, room: str, nonce: bytes) -> bytes:
    return hmac.digest(key, _MARK + bytes.fromhex(room) + nonce, "sha256")[:MARK_BYTES]
