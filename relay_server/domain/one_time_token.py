"""Tokens that travel by mail and work once: the purpose is part of the hash, so none works for another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a token is good for."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password.
    CHANGE_EMAIL = "change_email"


LIFETIME_MS = {
    Purpose.VERIFY_EMAIL: 24 * 3_600_000,
    Purpose.RESET_PASSWORD: 30 * 60_000,
    Purpose.CHANGE_EMAIL: 3_600_000,
}


@dataclass(frozen=True, slots=True)
class OneTimeToken:
    """What is stored of a token: never the token itself.

    Attributes:
        digest: Hash over purpose and token.
        purpose: What it is good for.
        account: Whose.
        expires_ms: Until when.
        email: The address it was sent to; it proves this one and no other.
    """

    digest: bytes
    purpose: Purpose
    account: str
    expires_ms: int
    email: str


def token_digest(purpose: Purpose, token: str) -> bytes:
    """Return what is stored of a token."""
    text = f"aio-canvas one-time token v1\0{purpose}\0{token}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
