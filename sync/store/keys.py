"""Which key opens a profile: the operating system's keyring, a passphrase, or a key given outright.

A profile keeps the kind of key it was made with; the header beside the library tells which. No key is ever written in
clear, put into an error, or logged.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sync.crypto.passphrase import INTERACTIVE, KEY_BYTES, Argon2Cost, SealedKey, open_key, seal_key
from sync.errors import KeyUnavailableError, WrongKeyError, WrongPassphraseError
from sync.protocol.identifiers import RandomBytes, new_id
from sync.store.atomic_file import disk_errors
from sync.store.key_header import KeyHeader, KeyKind, fits, key_check, read_header, write_header
from sync.store.keyring_source import KeyringKey
from sync.store.sqlcipher.connection import probe_key

DATABASE_NAME = "library.db"
PASSPHRASE_VARIABLE = "AIO_CANVAS_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase


class PromptReason(StrEnum):
    """Why a passphrase is asked for."""

    NEW = "new"
    UNLOCK = "unlock"
    WRONG = "wrong"


PassphrasePrompt = Callable[[PromptReason], str | None]
"""Asks the user; None means that the user gave up."""


class KeySource(Protocol):
    """One way to come by the key of a profile."""

    @property
    def kind(self) -> KeyKind:
        """What the header of its profiles says."""

    def available(self) -> bool:
        """Tell whether a new profile can use it here and now."""

    def create(self, profile: str, directory: Path) -> tuple[KeyHeader, bytes]:
        """Make a new key for a new profile.

        Raises:
            KeyUnavailableError: It cannot.
        """

    def unlock(self, header: KeyHeader, directory: Path) -> tuple[bytes, ...]:
        """Return the keys that may open a profile: one, or two after an interrupted change of the key.

        Raises:
            KeyUnavailableError: It has none.
            WrongPassphraseError: The passphrase is wrong.
        """


class RawKey:
    """Key source: a key given outright, for tests and throw-away profiles."""

    kind = KeyKind.RAW

    def __init__(self, key: bytes) -> None:
        self._key = key

    def available(self) -> bool:
        """Tell whether the key has the right length."""
        return len(self._key) == KEY_BYTES

    def create(self, profile: str, directory: Path) -> tuple[KeyHeader, bytes]:
        """Use the key for a new profile."""
        if not self.available():
            raise KeyUnavailableError(directory, self.kind, "a raw key is 32 bytes long")
        return KeyHeader(profile, self.kind, (key_check(self._key),)), self._key

    def unlock(self, header: KeyHeader, directory: Path) -> tuple[bytes, ...]:
        """Return the key."""
        del header, directory
        return (self._key,)


class PassphraseKey:
    """Key source: a random key sealed under a passphrase that is asked for."""

    kind = KeyKind.PASSPHRASE

    def __init__(
        self,
        prompt: PassphrasePrompt,
        cost: Argon2Cost = INTERACTIVE,
        random_bytes: RandomBytes = secrets.token_bytes,
    ) -> None:
        self._prompt = prompt
        self._cost = cost
        self._random_bytes = random_bytes

    def available(self) -> bool:
        """A question can always be asked."""
        return True

    def create(self, profile: str, directory: Path) -> tuple[KeyHeader, bytes]:
        """Ask for a new passphrase and seal a new key under it."""
        passphrase = self._ask(PromptReason.NEW, directory)
        key = self._random_bytes(KEY_BYTES)
        sealed = seal_key(key, passphrase, self._cost, self._random_bytes)
        return KeyHeader(profile, self.kind, (key_check(key),), (sealed,)), key

    def unlock(self, header: KeyHeader, directory: Path) -> tuple[bytes, ...]:
        """Ask until the passphrase is right or the user gives up."""
        reason = PromptReason.UNLOCK
        while True:
            passphrase = self._ask(reason, directory)
            try:
                return tuple(open_key(sealed, passphrase) for sealed in header.sealed)
            except WrongPassphraseError:
                reason = PromptReason.WRONG

    def _ask(self, reason: PromptReason, directory: Path) -> str:
        passphrase = self._prompt(reason)
        if not passphrase:
            raise KeyUnavailableError(directory, self.kind, "no passphrase was given")
        return passphrase


class FixedPassphrase:
    """Key source: a passphrase known beforehand, such as from the environment; a wrong one is an error at once."""

    kind = KeyKind.PASSPHRASE

    def __init__(self, passphrase: str, cost: Argon2Cost = INTERACTIVE) -> None:
        self._passphrase = passphrase
        self._cost = cost

    def available(self) -> bool:
        """Tell whether the passphrase is not empty."""
        return bool(self._passphrase)

    def create(self, profile: str, directory: Path) -> tuple[KeyHeader, bytes]:
        """Seal a new key under the passphrase."""
        return PassphraseKey(lambda _: self._passphrase, self._cost).create(profile, directory)

    def unlock(self, header: KeyHeader, directory: Path) -> tuple[bytes, ...]:
        """Open the sealed keys."""
        del directory
        return tuple(open_key(sealed, self._passphrase) for sealed in header.sealed)


def standard_sources(environ: Mapping[str, str]) -> list[KeySource]:
    """Return the sources of a normal start: the environment's passphrase when it is set, then the keyring."""
    sources: list[KeySource] = []
    if passphrase := environ.get(PASSPHRASE_VARIABLE):
        sources.append(FixedPassphrase(passphrase))
    sources.append(KeyringKey())
    return sources


def resolve_key(profile_dir: Path, sources: Sequence[KeySource], prompt: PassphrasePrompt | None = None) -> bytes:
    """Return the key of a profile, making one (and the profile's directory) when it is new.

    Args:
        profile_dir: Directory of the profile.
        sources: Ways to come by a key, the preferred one first.
        prompt: Asks for a passphrase when no source fits; None when nobody can be asked.

    Raises:
        KeyUnavailableError: No source fits; it says what to do.
        WrongPassphraseError: A passphrase that was given beforehand is wrong.
        WrongKeyError: A key that was given does not fit.
        CorruptLibraryError: The header is malformed.
        StorageError: The directory cannot be read or written.
    """
    with disk_errors(profile_dir):
        return _resolve(profile_dir, sources, prompt)


def _resolve(profile_dir: Path, sources: Sequence[KeySource], prompt: PassphrasePrompt | None) -> bytes:
    every = [*sources, PassphraseKey(prompt)] if prompt is not None else list(sources)
    header = read_header(profile_dir)
    if header is not None:
        return _unlock(profile_dir, header, every)
    if (profile_dir / DATABASE_NAME).exists():
        raise KeyUnavailableError(profile_dir, "unknown", "its key header is missing; restore it or a backup")
    return _create(profile_dir, every)


def reseal(
    profile_dir: Path,
    current: str,
    new: str,
    cost: Argon2Cost = INTERACTIVE,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> None:
    """Change the passphrase of a profile: the same key is sealed anew, the library is not touched.

    Raises:
        WrongPassphraseError: ``current`` is wrong.
        KeyUnavailableError: The profile is not protected by a passphrase.
    """
    header = require_passphrase_header(profile_dir)
    keys = [open_key(sealed, current) for sealed in header.sealed]
    sealed = tuple(seal_key(key, new, cost, random_bytes) for key in keys)
    with disk_errors(profile_dir):
        write_header(profile_dir, KeyHeader(header.profile, header.kind, header.checks, sealed))


def require_passphrase_header(profile_dir: Path) -> KeyHeader:
    """Return the header of a profile that a passphrase protects.

    Raises:
        KeyUnavailableError: It is protected otherwise, or there is no profile.
    """
    header = read_header(profile_dir)
    if header is None or header.kind is not KeyKind.PASSPHRASE or not header.sealed:
        raise KeyUnavailableError(profile_dir, "passphrase", "this profile is not protected by a passphrase")
    return header


def sealed_header(profile: str, keys: Sequence[bytes], sealed: Sequence[SealedKey]) -> KeyHeader:
    """Build the header of a passphrase profile that one or two keys may open."""
    return KeyHeader(profile, KeyKind.PASSPHRASE, tuple(key_check(key) for key in keys), tuple(sealed))


def _create(profile_dir: Path, sources: Sequence[KeySource]) -> bytes:
    for source in sources:
        if source.available():
            profile_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            header, key = source.create(new_id(), profile_dir)
            write_header(profile_dir, header)
            return key
    raise KeyUnavailableError(
        profile_dir, "none", f"there is no keyring to trust; set {PASSPHRASE_VARIABLE}, or start where you can be asked"
    )


def _unlock(profile_dir: Path, header: KeyHeader, sources: Sequence[KeySource]) -> bytes:
    source = next((one for one in sources if one.kind is header.kind), None)
    if source is None:
        raise KeyUnavailableError(profile_dir, header.kind, _missing_advice(header.kind))
    keys = [key for key in source.unlock(header, profile_dir) if fits(header, key)]
    if not keys:
        raise WrongKeyError(profile_dir / DATABASE_NAME)
    if len(keys) == 1:
        return keys[0]
    return _probed(profile_dir / DATABASE_NAME, keys)


def _probed(database: Path, keys: Sequence[bytes]) -> bytes:
    """Return the key that opens the file; a change of the key was interrupted, and either file may be there."""
    for key in keys[:-1]:
        try:
            probe_key(database, key)
        except WrongKeyError:
            continue
        return key
    return keys[-1]


def _missing_advice(kind: KeyKind) -> str:
    if kind is KeyKind.PASSPHRASE:
        return f"give the passphrase, for example in {PASSPHRASE_VARIABLE}"
    if kind is KeyKind.KEYRING:
        return "it lies in the keyring of your desktop session"
    return "the key it was made with must be given"
