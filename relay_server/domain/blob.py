"""Sealed images and attachments: named by the hash of their ciphertext, so that the same bytes are stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sync.protocol.limits import MAX_BLOB_BYTES

SEALING_BYTES = 1 << 10
"""Most that sealing adds to a blob."""

MOST_BYTES = MAX_BLOB_BYTES + SEALING_BYTES
"""Largest blob as it is stored."""

PART_BYTES = 1 << 20
"""Most bytes of one request of an upload."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A blob of a workspace.

    Attributes:
        workspace: Whose.
        digest: SHA-256 of the bytes, 64 hex digits.
        size: Of the whole in bytes.
        stored: How much of it is stored.
        is_complete: Whether all of it is there and has that hash.
    """

    workspace: str
    digest: str
    size: int
    stored: int = 0
    is_complete: bool = False


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the name of the blob that these parts make."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
