"""The small file beside the library that tells where its key comes from. It holds nothing secret in clear.

For a passphrase it holds the library's key sealed under it. While the library is being re-encrypted it holds two sealed
keys, so that whichever of the two files a crash leaves behind can be opened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sync.crypto.passphrase import SealedKey, decode_sealed_key, encode_sealed_key
from sync.errors import CorruptLibraryError, InvalidIdentifierError, SealedKeyError
from sync.protocol.identifiers import checked_id
from sync.store.atomic_file import write_durably

HEADER_NAME = "library.key.json"

_VERSION = 1
_MAX_BYTES = 64 << 10
_CHECK_CONTEXT = b"aio-canvas library key check v1\0"
_CHECK_BYTES = 16


class KeyKind(StrEnum):
    """Where the key of a profile comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a passphrase
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class KeyHeader:
    """Content of the file.

    Attributes:
        profile: Random id of the profile; its name in the keyring.
        kind: Where the key comes from.
        checks: One for each key that may fit; tells a wrong key without opening the library.
        sealed: The keys sealed under the passphrase; empty for other kinds.
    """

    profile: str
    kind: KeyKind
    checks: tuple[str, ...]
    sealed: tuple[SealedKey, ...] = ()


def key_check(key: bytes) -> str:
    """Return a value that shows whether a key is the right one without helping to find it (hex)."""
    return hmac.digest(key, _CHECK_CONTEXT, hashlib.sha256)[:_CHECK_BYTES].hex()


def fits(header: KeyHeader, key: bytes) -> bool:
    """Tell whether a key is one that the header names."""
    found = key_check(key)
    return any(hmac.compare_digest(found, check) for check in header.checks)


def write_header(directory: Path, header: KeyHeader) -> None:
    """Write the header so that the old or the new one is there, never a part."""
    write_durably(directory / HEADER_NAME, encode_header(header))


def read_header(directory: Path) -> KeyHeader | None:
    """Read the header of a profile; None when there is none.

    Raises:
        CorruptLibraryError: It is malformed.
    """
    path = directory / HEADER_NAME
    try:
        with path.open("rb") as file:
            return decode_header(file.read(_MAX_BYTES + 1), path)
    except FileNotFoundError:
        return None


def encode_header(header: KeyHeader) -> bytes:
    """Turn a header into JSON."""
    value = {
        "version": _VERSION,
        "profile": header.profile,
        "kind": header.kind.value,
        "checks": list(header.checks),
        "sealed": [encode_sealed_key(sealed) for sealed in header.sealed],
    }
    return json.dumps(value, indent=1).encode("ascii")


def decode_header(data: bytes, path: Path) -> KeyHeader:
    """Read a header from JSON.

    Raises:
        CorruptLibraryError: It is malformed, too large, or of another version.
    """
    if len(data) > _MAX_BYTES:
        raise CorruptLibraryError(path, "the key header is too large")
    try:
        value = json.loads(data)
        version = value["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CorruptLibraryError(path, f"the key header cannot be read: {error}") from error
    if version != _VERSION:
        raise CorruptLibraryError(path, "the key header has an unknown version")
    try:
        return KeyHeader(
            checked_id(value["profile"], "profile id"),
            KeyKind(value["kind"]),
            tuple(checked_id(check, "key check", _CHECK_BYTES) for check in value["checks"]),
            tuple(decode_sealed_key(sealed) for sealed in value["sealed"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidIdentifierError, SealedKeyError) as error:
        raise CorruptLibraryError(path, f"the key header cannot be read: {error}") from error
