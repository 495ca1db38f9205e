"""Time-based codes (RFC 6238) and recovery codes.

A step is accepted once: the last accepted one is stored, and only later ones count. Recovery codes have 128 random
bits, so a plain hash is enough (ASVS 6.5.2).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

import pyotp

STEP_S = 30
RECOVERY_CODES = 10
_RECOVERY_BYTES = 16
_SECRET_BYTES = 20
_RECOVERY_CHARACTERS = 26


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """An authenticator app enrolled for an account.

    Attributes:
        account: Whose.
        sealed_secret: The shared secret under the relay's field key.
        confirmed_ms: When the first code was accepted; None while enrolment is not finished.
        last_step: Last accepted step (Unix time / 30 s); -1 before the first.
    """

    account: str
    sealed_secret: bytes
    confirmed_ms: int | None = None
    last_step: int = -1


def new_secret(random: bytes) -> str:
    """Turn 20 random bytes into a shared secret in base32."""
    return base64.b32encode(random[:_SECRET_BYTES]).decode("ascii")


def enrolment_uri(secret: str, email: str, issuer: str) -> str:
    """Return the otpauth address that authenticator apps read from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def accepted_step(secret: str, code: str, now_ms: int, last_step: int) -> int | None:
    """Return the step that a code proves; None when it proves none, or one that was used already.

    One step to either side is accepted for clocks that differ.
    """
    present = now_ms // 1000 // STEP_S
    totp = pyotp.TOTP(secret)
    found = None
    for step in (present - 1, present, present + 1):
        same = hmac.compare_digest(totp.at(step * STEP_S).encode(), code.encode("utf-8", "surrogatepass"))
        if same and step > last_step:
            found = step
    return found


def recovery_code(random: bytes) -> str:
    """Turn 16 random bytes into a code for people: base32 in groups."""
    text = base64.b32encode(random[:_RECOVERY_BYTES]).decode("ascii").rstrip("=")
    return "-".join(text[start : start + 5] for start in range(0, _RECOVERY_CHARACTERS, 5))


def recovery_digest(account: str, code: str) -> bytes:
    """Return what is stored of a recovery code; case, spaces and dashes do not matter."""
    plain = code.upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"aio-canvas recovery code v1\0{account}\0{plain}".encode("utf-8", "surrogatepass")).digest()
