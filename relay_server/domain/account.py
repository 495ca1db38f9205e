"""An account: who may sign in. Names and addresses live here and nowhere in the membership log."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from relay_server.errors import InvalidRequest

MAX_NAME_CHARACTERS = 80
MAX_EMAIL_CHARACTERS = 254
MAX_EMAIL_KEY_CHARACTERS = 320
"""Some characters become many in an address's key."""


class AccountRole(StrEnum):
    """What an account may do at the relay itself; rights in workspaces come from the membership log."""

    USER = "user"
    ADMIN = "admin"


class AccountState(StrEnum):
    """Whether an account may be used."""

    ACTIVE = "active"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account.

    Attributes:
        id: 32 hex digits, random; the only part that others see.
        email: The address as the person wrote it, normalised.
        name: Shown in mail and to administrators.
        role: Rights at the relay itself.
        state: Whether it may be used.
        password: Tagged hash, never printed; see ``domain.passwords``.
        created_ms: Unix milliseconds.
        email_verified_ms: When the address was proven; None until then.
        avatar: SHA-256 of the picture, in hex; None without one.
    """

    id: str
    email: str
    name: str
    role: AccountRole
    state: AccountState
    password: str = field(repr=False)
    created_ms: int
    email_verified_ms: int | None = None
    avatar: str | None = None

    @property
    def is_admin(self) -> bool:
        """True for an administrator of the relay."""
        return self.role is AccountRole.ADMIN


def normalised_email(text: str) -> str:
    """Return an address in its normal form.

    Raises:
        InvalidRequest: It is not an e-mail address.
    """
    refusal = InvalidRequest("invalid_email", "This is not an e-mail address.")
    try:
        address = validate_email(text[: MAX_EMAIL_CHARACTERS + 1], check_deliverability=False).normalized
    except EmailNotValidError:
        raise refusal from None
    if len(email_key(address)) > MAX_EMAIL_KEY_CHARACTERS:
        raise refusal
    return address


def email_key(email: str) -> str:
    """Return what two spellings of one address have in common; any text at all has a key that databases can hold."""
    return storable(unicodedata.normalize("NFKC", email).casefold())


def storable(text: str) -> str:
    """Return text without what no database holds: lone surrogates and zero characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "?")


def checked_name(text: str) -> str:
    """Return a display name in its normal form.

    Raises:
        InvalidRequest: It is empty, too long, or holds control characters.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not 1 <= len(name) <= MAX_NAME_CHARACTERS:
        raise InvalidRequest("invalid_name", f"A name has 1 to {MAX_NAME_CHARACTERS} characters.")
    # Format characters could turn a line of mail around; controls could end a header.
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name):
        raise InvalidRequest("invalid_name", "A name holds no control characters.")
    return name
