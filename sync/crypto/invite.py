"""Invite links: everything follows from a secret of 32 bytes that only the link holds.

The link also names the workspace and the head of its log when it was made; the log that a relay shows must extend that
head, so that nobody can be led into a workspace of somebody else's making.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.crypto.kdf import INVITE_ID, INVITE_SEALING, INVITE_SIGNING, KEY_BYTES, derive
from sync.errors import LinkError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import ID_BYTES
from sync.protocol.signing import OPERATION, VISIT

_VERSION = 1
_CHECK_BYTES = 4
_CHECK = b"aio-canvas invite link v1\0"
_TOKEN_BYTES = 1 + ID_BYTES + 2 * KEY_BYTES + _CHECK_BYTES


@dataclass(frozen=True, slots=True)
class InviteKeys:
    """What an invite's secret yields: its id, and the seeds of its two keys; the seeds are never printed."""

    invite: str
    signing_seed: bytes = field(repr=False)
    sealing_seed: bytes = field(repr=False)

    @property
    def signing_public(self) -> bytes:
        """Raw public key that checks an acceptance."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).public_key().public_bytes_raw()

    @property
    def sealing_public(self) -> bytes:
        """Raw public key to which the invite's boxes are sealed."""
        return X25519PrivateKey.from_private_bytes(self.sealing_seed).public_key().public_bytes_raw()

    def sign_acceptance(self, operation: bytes) -> bytes:
        """Sign an encoded ``Accept``."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).sign(OPERATION + operation)

    def sign_visit(self, message: bytes) -> bytes:
        """Sign what shows this key to a relay, so that it shows the log to the link's holder."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).sign(VISIT + message)


@dataclass(frozen=True, slots=True)
class InviteLink:
    """What a link carries: workspace (hex), head of its log, and the secret, which is never printed."""

    workspace: str
    head: bytes
    secret: bytes = field(repr=False)


def new_invite_secret(random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
    """Make the secret of an invite (32 bytes)."""
    return random_bytes(KEY_BYTES)


def invite_keys(secret: bytes) -> InviteKeys:
    """Derive an invite's id and keys from its secret."""
    return InviteKeys(
        derive(secret, INVITE_ID, length=ID_BYTES).hex(), derive(secret, INVITE_SIGNING), derive(secret, INVITE_SEALING)
    )


def format_invite(link: InviteLink) -> str:
    """Write a link's fragment: 114 characters of URL-safe text, with a check of their own."""
    body = bytes([_VERSION]) + bytes.fromhex(link.workspace) + link.head + link.secret
    return base64.urlsafe_b64encode(body + _check(body)).decode("ascii").rstrip("=")


def parse_invite(fragment: str) -> InviteLink:
    """Read a link's fragment.

    Raises:
        LinkError: It is cut off or mistyped, or from a newer version.
    """
    text = fragment.strip()
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkError("this is not an invite link") from None
    if data[:1] and data[0] != _VERSION:
        raise LinkError("the invite link was made by a newer version of the program")
    if len(data) != _TOKEN_BYTES or _check(data[:-_CHECK_BYTES]) != data[-_CHECK_BYTES:]:
        raise LinkError("the invite link is incomplete or was changed")
    head = 1 + ID_BYTES
    return InviteLink(data[1:head].hex(), data[head : head + KEY_BYTES], data[head + KEY_BYTES : -_CHECK_BYTES])


def _check(body: bytes) -> bytes:
    return hashlib.sha256(_CHECK + body).digest()[:_CHECK_BYTES]
