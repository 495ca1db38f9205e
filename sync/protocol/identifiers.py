"""Identifiers are lower-case hexadecimal text in Python, raw bytes on the wire."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from sync.errors import InvalidIdentifierError
from sync.protocol.limits import ID_BYTES

RandomBytes = Callable[[int], bytes]
"""Source of randomness: returns that many unpredictable bytes."""

NO_ID = "00" * ID_BYTES
"""In place of an id where there is none; nothing ever has it."""

_HEX = re.compile(r"[0-9a-f]+\Z")


def new_id(random_bytes: RandomBytes = secrets.token_bytes) -> str:
    """Make a new random id of a document, workspace or version (32 hex digits)."""
    return random_bytes(ID_BYTES).hex()


def checked_id(value: str, what: str = "document id", length: int = ID_BYTES) -> str:
    """Return the id unchanged, or refuse it.

    Args:
        value: The id as text.
        what: How to call it in the error.
        length: Its length in bytes.

    Raises:
        InvalidIdentifierError: It is not lower-case hex of that length.
    """
    if len(value) != 2 * length or not _HEX.match(value):
        raise InvalidIdentifierError(what, value)
    return value
