"""The signed entry of a device, and its consent to belong to a user.

An entry binds both public keys of a device under one signature, so that neither can be exchanged alone; the device id is
a hash of both. The consent binds the device to a user id and says whether it is a paper device (a recovery code), so
that nobody can enter somebody else's device as his own. A consent names no workspace: a recovery code is typed once, and
its device must be able to follow its user into every workspace.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum

from sync.protocol.errors import IdentityError, Malformed, SignatureInvalid
from sync.protocol.limits import ID_BYTES
from sync.protocol.signing import CONSENT, ENTRY, KEY_BYTES, SIGNATURE_BYTES, verify_signature
from sync.protocol.version import ENTRY_VERSION
from sync.protocol.weak_keys import check_sealing_key, check_signing_key
from sync.protocol.wire import WireReader

_ID_CONTEXT = b"aio-canvas device id v1\0"
_PUBLIC_END = 1 + 2 * KEY_BYTES

ENTRY_BYTES = _PUBLIC_END + SIGNATURE_BYTES
"""Length of an encoded entry."""

ADMISSION_BYTES = ENTRY_BYTES + 1 + SIGNATURE_BYTES
"""Length of an encoded admission: entry, kind, consent."""


class DeviceKind(IntEnum):
    """What holds the keys of a device."""

    APP = 1
    PAPER = 2


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """What others know of a device: two public keys, raw, and the signature that binds them."""

    signing_public: bytes
    sealing_public: bytes
    signature: bytes

    @property
    def device(self) -> str:
        """Id of the device: 32 hex digits, a hash of both public keys."""
        keys = self.signing_public + self.sealing_public
        return hashlib.sha256(_ID_CONTEXT + keys).digest()[:ID_BYTES].hex()


@dataclass(frozen=True, slots=True)
class Admission:
    """A device that enters a workspace: its entry, its kind, and its own consent to belong to a user."""

    entry: DeviceEntry
    kind: DeviceKind
    consent: bytes


def signed_part(signing_public: bytes, sealing_public: bytes) -> bytes:
    """Return the bytes of an entry that its signature covers."""
    return bytes([ENTRY_VERSION]) + signing_public + sealing_public


def consent_message(user: str, kind: DeviceKind, device: str) -> bytes:
    """Return the bytes that a device signs to belong to a user (ids as hex)."""
    return bytes.fromhex(user) + bytes([kind]) + bytes.fromhex(device)


def encode_entry(entry: DeviceEntry) -> bytes:
    """Serialise an entry: version, both public keys, signature."""
    return signed_part(entry.signing_public, entry.sealing_public) + entry.signature


def decode_entry(data: bytes) -> DeviceEntry:
    """Read an entry and verify its signature.

    Raises:
        IdentityError: Wrong version or length, or the signature does not bind these two keys.
    """
    if len(data) != ENTRY_BYTES or data[0] != ENTRY_VERSION:
        raise IdentityError("a device entry has an unknown version or length")
    entry = DeviceEntry(data[1 : 1 + KEY_BYTES], data[1 + KEY_BYTES : _PUBLIC_END], data[_PUBLIC_END:])
    verify_entry(entry)
    return entry


def verify_entry(entry: DeviceEntry) -> None:
    """Check that both public keys hold a secret and that one signature binds them.

    Raises:
        IdentityError: They do not.
    """
    check_signing_key(entry.signing_public)
    check_sealing_key(entry.sealing_public)
    try:
        message = signed_part(entry.signing_public, entry.sealing_public)
        verify_signature(entry.signing_public, ENTRY, entry.signature, message)
    except SignatureInvalid:
        raise IdentityError("a device entry is not signed by its own key") from None


def verify_admission(admission: Admission, user: str) -> None:
    """Check that a device's keys are bound and that it consents to belong to this user.

    Raises:
        IdentityError: One of the two does not hold.
    """
    entry = admission.entry
    verify_entry(entry)
    message = consent_message(user, admission.kind, entry.device)
    try:
        verify_signature(entry.signing_public, CONSENT, admission.consent, message)
    except SignatureInvalid:
        raise IdentityError("a device does not consent to belong to this user") from None


def encode_admission(admission: Admission) -> bytes:
    """Serialise an admission: entry, kind, consent."""
    return encode_entry(admission.entry) + bytes([admission.kind]) + admission.consent


def read_admission(reader: WireReader) -> Admission:
    """Read an admission; its signatures are checked by ``verify_admission``.

    Raises:
        Malformed: Unknown version or kind, or truncated.
    """
    if reader.number(1) != ENTRY_VERSION:
        raise Malformed("a device entry has an unknown version")
    entry = DeviceEntry(reader.take(KEY_BYTES), reader.take(KEY_BYTES), reader.take(SIGNATURE_BYTES))
    kind = reader.number(1)
    if kind not in (DeviceKind.APP, DeviceKind.PAPER):
        raise Malformed(f"unknown kind of device {kind}")
    return Admission(entry, DeviceKind(kind), reader.take(SIGNATURE_BYTES))
