"""Keyrings for tests: one that could be trusted and one that could not, without a desktop session."""

from __future__ import annotations

import keyring.errors
from keyring.backends import SecretService


class Vault(SecretService.Keyring):
    """A Secret Service whose vault is a dictionary: the bus is the one part a test machine lacks."""

    def __init__(self, *, locked: bool = False) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.locked = locked

    def _check(self) -> None:
        if self.locked:
            raise keyring.errors.InitError("Prompt dismissed")

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.items[service, username]


Vault.__module__, Vault.__qualname__ = SecretService.__name__, "Keyring"


class Plaintext(Vault):
    """What a plaintext keyring looks like: the same class name in another package."""


Plaintext.__module__, Plaintext.__qualname__ = "keyrings.alt.file", "Keyring"
