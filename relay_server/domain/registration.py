"""Who may open an account, and invitations to the relay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from relay_server.domain.account import email_key

INVITE_MS = 7 * 86_400_000


class RegistrationPolicy(StrEnum):
    """Who may open an account by themselves. With an invitation everybody may."""

    INVITE = "invite"
    DOMAINS = "domains"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RegistrationInvite:
    """An invitation to the relay (not to a workspace), used once.

    Attributes:
        digest: Hash of the code.
        email: The one address it is for; None lets whoever holds the code register.
        created_ms: Unix milliseconds.
        expires_ms: Until when.
        created_by: Account of the administrator; None for the command line.
        used_by: Account that was opened with it; None while it is unused.
    """

    digest: bytes
    email: str | None
    created_ms: int
    expires_ms: int
    created_by: str | None
    used_by: str | None = None


def is_domain_allowed(email: str, domains: tuple[str, ...]) -> bool:
    """Tell whether an address belongs to one of the listed domains, exactly: no suffix, no subdomain."""
    domain = email_key(email).rpartition("@")[2]
    return any(domain == email_key(allowed) for allowed in domains)


def code_digest(kind: str, code: str) -> bytes:
    """Return what is stored of an invitation or set-up code; case, spaces and dashes do not matter."""
    plain = code.upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"aio-canvas {kind} code v1\0{plain}".encode("utf-8", "surrogatepass")).digest()
