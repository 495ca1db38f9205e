"""The recovery code: 160 random bits that a person keeps on paper, and the paper device that follows from them.

Nine groups of four letters and digits without those that look alike; the last group checks the others, so that a typing
error is told at once. The code is typed into the app only; the paper device holds keys like any other device.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from sync.crypto.identity import DeviceIdentity, identity_from_seeds
from sync.crypto.kdf import PAPER_SEALING, PAPER_SIGNING, derive
from sync.errors import RecoveryCodeError
from sync.protocol.identifiers import RandomBytes

CODE_BYTES = 20
GROUP = 4
GROUPS = 9

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHECK = b"aio-canvas recovery code v1\0"
_DATA_LETTERS = CODE_BYTES * 8 // 5


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code; never printed, unless asked for by ``format_code``."""

    secret: bytes = field(repr=False)


def new_code(random_bytes: RandomBytes = secrets.token_bytes) -> RecoveryCode:
    """Make a new code."""
    return RecoveryCode(random_bytes(CODE_BYTES))


def format_code(code: RecoveryCode) -> str:
    """Write a code as people read it: nine groups of four, joined by hyphens."""
    letters = _letters(int.from_bytes(code.secret, "big"), _DATA_LETTERS) + _checksum(code.secret)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def parse_code(typed: str) -> RecoveryCode:
    """Read a code as people type it: any case, any spaces and hyphens, O for 0, I and L for 1.

    Raises:
        RecoveryCodeError: A character does not occur in codes, some are missing or too many, or it was mistyped.
    """
    letters = "".join(typed.replace("-", " ").split()).upper().translate(_LOOKALIKES)
    unknown = next((letter for letter in letters if letter not in _ALPHABET), None)
    if unknown is not None:
        raise RecoveryCodeError(f"“{unknown}” does not occur in a recovery code")
    if len(letters) != GROUP * GROUPS:
        raise RecoveryCodeError(f"a recovery code has {GROUP * GROUPS} characters; these are {len(letters)}")
    number = 0
    for letter in letters[:_DATA_LETTERS]:
        number = number * 32 + _ALPHABET.index(letter)
    secret = number.to_bytes(CODE_BYTES, "big")
    if _checksum(secret) != letters[_DATA_LETTERS:]:
        raise RecoveryCodeError("the recovery code has a typing error")
    return RecoveryCode(secret)


def paper_device(code: RecoveryCode) -> DeviceIdentity:
    """Derive the keys of the paper device."""
    return identity_from_seeds(derive(code.secret, PAPER_SIGNING), derive(code.secret, PAPER_SEALING))


def _checksum(secret: bytes) -> str:
    digest = hashlib.sha256(_CHECK + secret).digest()
    return _letters(int.from_bytes(digest[:3], "big") >> 4, GROUP)


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))
