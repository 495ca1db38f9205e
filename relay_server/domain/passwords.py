"""Which passwords are accepted, and how they are hashed.

bcrypt reads 72 bytes at most (version 5 raises beyond) and C implementations stop at a zero byte. The password is
therefore first put through HMAC-SHA-256 under a fixed context and handed over as base64. The scheme's tag stands in
front of the hash so that another scheme can take over at the next login.
"""

from __future__ import annotations

import base64
import hmac
import re
import unicodedata

import bcrypt

from relay_server.domain.common_passwords import is_common
from relay_server.domain.guessable import is_guessable
from relay_server.errors import InvalidRequest

COST = 12
"""bcrypt's cost: about 240 ms; 13 would leave no room under a login of 500 ms."""

MIN_CHARACTERS = 10
MAX_CHARACTERS = 1024
_TAG = "$aio1"
_CONTEXT = b"aio-canvas/pw/1"


def checked_password(password: str, email: str, name: str) -> str:
    """Return a new password unchanged if it is good enough.

    Raises:
        InvalidRequest: It is too short, too long, well known, or made of the person's own name or address.
    """
    if len(password) < MIN_CHARACTERS:
        raise InvalidRequest("weak_password", f"A password has at least {MIN_CHARACTERS} characters.")
    if len(password) > MAX_CHARACTERS:
        raise InvalidRequest("weak_password", f"A password has at most {MAX_CHARACTERS} characters.")
    if is_common(password) or is_guessable(password, (email, *re.split(r"[\W_]+", f"{email} {name}"))):
        raise InvalidRequest("weak_password", "This password is easy to guess. Choose another one.")
    return password


def hash_password(password: str, cost: int = COST) -> str:
    """Return the tagged hash of a password; takes about 240 ms at the default cost and releases the GIL."""
    return _TAG + bcrypt.hashpw(_prehashed(password), bcrypt.gensalt(cost)).decode("ascii")


def matches(password: str, stored: str) -> bool:
    """Tell whether a password is the one that was hashed."""
    if not stored.startswith(_TAG):
        return False
    return bcrypt.checkpw(_prehashed(password), stored.removeprefix(_TAG).encode("ascii"))


def needs_rehash(stored: str, cost: int = COST) -> bool:
    """Tell whether a stored hash was made with another scheme or cost than today's."""
    return not stored.startswith(f"{_TAG}$2b${cost:02d}$")


def _prehashed(password: str) -> bytes:
    text = unicodedata.normalize("NFC", password)
    return base64.b64encode(hmac.digest(_CONTEXT, text.encode("utf-8", "surrogatepass"), "sha256"))
