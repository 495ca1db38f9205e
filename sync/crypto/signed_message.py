"""Signatures of messages in a discussion: who wrote it is the device that signed it, not what the message says.

A discussion is a document that several may write to, so that an envelope's author alone does not say whose a message is: he
could edit or fake another one's. Every message therefore carries its author's device and signature; what is not signed, or
signed by a device that never was in the workspace, is not shown. Layout: ``device 16 | signature 64``; the signature covers
``document 16 | message 16 | H(content)``.
"""

from __future__ import annotations

import hashlib

from sync.crypto.identity import DeviceIdentity
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised
from sync.protocol.fields import ID
from sync.protocol.limits import ID_BYTES
from sync.protocol.membership.state import Device, WorkspaceState
from sync.protocol.signing import MESSAGE, SIGNATURE_BYTES, verify_signature

SIGNED_BYTES = ID_BYTES + SIGNATURE_BYTES
"""Length of what goes with a message."""


def sign_message(author: DeviceIdentity, document: str, message: str, content: bytes) -> bytes:
    """Sign a message.

    Args:
        author: This device.
        document: The discussion (hex id).
        message: Id of the message (32 hex digits), so that it cannot be shown as another one.
        content: What was written, exactly as it is shown and stored.

    Returns:
        What goes with the message.
    """
    return bytes.fromhex(author.device) + author.sign(MESSAGE, _covered(document, message, content))


def verify_message(state: WorkspaceState, document: str, message: str, content: bytes, signed: bytes) -> Device:
    """Check who wrote a message; whoever shows it names the user of the device returned here.

    Raises:
        Malformed: What came with it has another length.
        NotAuthorised: The device never was in the workspace (UNKNOWN_DEVICE).
        SignatureInvalid: It did not sign this.
    """
    if len(signed) != SIGNED_BYTES:
        raise Malformed("a message is not signed")
    device = state.devices.get(signed[:ID_BYTES].hex())
    if device is None:
        raise NotAuthorised("the device was never in the workspace", ErrorCode.UNKNOWN_DEVICE)
    covered = _covered(document, message, content)
    verify_signature(device.entry.signing_public, MESSAGE, signed[ID_BYTES:], covered)
    return device


def _covered(document: str, message: str, content: bytes) -> bytes:
    return ID.write(document) + ID.write(message) + hashlib.sha256(content).digest()
