"""The relay's own secrets: files that are made on the first run and readable by its user alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from relay_server.adapters.durable_files import sync_directory
from relay_server.errors import ConfigurationError

_BYTES = 32
_TOKEN = "token.key"  # noqa: S105 - the name of a file.
_NAMES = ("database.key", _TOKEN, "sealing.key")


@dataclass(frozen=True, slots=True)
class RelaySecrets:
    """Three independent 256-bit keys; never printed.

    Attributes:
        database: Key of the embedded database.
        token: Ed25519 seed that signs access tokens.
        sealing: Seals single fields inside the database.
    """

    database: bytes = field(repr=False)
    token: bytes = field(repr=False)
    sealing: bytes = field(repr=False)


def load_secrets(directory: Path, random_bytes: Callable[[int], bytes], *, may_create: bool) -> RelaySecrets:
    """Read the secrets, making those that are missing.

    Args:
        directory: Where they lie.
        random_bytes: Source of new ones.
        may_create: False where a database exists already: a new key would not open it, and hide that the old one is lost.

    Raises:
        ConfigurationError: A file is missing, malformed, or readable by others.
    """
    if may_create:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _NAMES:
            _create(directory / name, random_bytes(_BYTES))
        # A power cut must not leave a database whose key is gone.
        sync_directory(directory)
    problems = [problem for name in _NAMES for problem in _problems(directory / name)]
    if problems:
        raise ConfigurationError(problems)
    return RelaySecrets(*(bytes.fromhex((directory / name).read_text("ascii").strip()) for name in _NAMES))


def replace_token_key(directory: Path, random_bytes: Callable[[int], bytes]) -> None:
    """Put a new signing key in the place of the old one, completely or not at all."""
    temporary = directory / ".token.key.new"
    temporary.unlink(missing_ok=True)
    _create(temporary, random_bytes(_BYTES))
    temporary.replace(directory / _TOKEN)
    sync_directory(directory)


def secret_problems(directory: Path) -> list[str]:
    """Return what is wrong with the files that are there, one sentence each."""
    present = [directory / name for name in _NAMES if (directory / name).exists()]
    return [problem for path in present for problem in _problems(path)]


def _create(path: Path, secret: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _problems(path: Path) -> list[str]:
    if not path.is_file():
        return [f"the secret {path} is missing; restore it from your copy, without it the data cannot be read"]
    mode = path.stat().st_mode
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [f"others can read the secret {path}; run: chmod 600 {path}"]
    text = path.read_text("ascii", errors="replace").strip()
    if len(text) != 2 * _BYTES or not all(digit in "0123456789abcdef" for digit in text):
        return [f"the secret {path} is damaged: it should hold {2 * _BYTES} hexadecimal digits"]
    return []
