"""Signalling messages, sealed to the receiver and signed by the sender: nobody in between can exchange a fingerprint."""

from __future__ import annotations

import hmac

from sync.crypto.identity import DeviceIdentity
from sync.crypto.key_wrap import open_with, seal_to
from sync.errors import OpenFailed
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.errors import NotAuthorised
from sync.protocol.signalling import (
    HEADER_BYTES,
    SignalBody,
    SignalHeader,
    decode_signal_body,
    encode_signal_body,
    fingerprint_of,
    pack_signal_header,
    parse_signal_header,
)
from sync.protocol.signing import SIGNAL, SIGNATURE_BYTES, verify_signature

_SEAL = b"aio-canvas signal seal v1\0"


def seal_signal(sender: DeviceIdentity, receiver: DeviceEntry, header: SignalHeader, body: SignalBody) -> bytes:
    """Seal and sign a message.

    Raises:
        TooLarge: The body is over the limit.
        IdentityError: The receiver's key cannot be sealed to.
        ValueError: The header names others than these two.
    """
    if (header.sender, header.receiver) != (sender.device, receiver.device):
        raise ValueError("the header names other devices")
    packed = pack_signal_header(header)
    message = packed + seal_to(receiver.sealing_public, _SEAL + packed, encode_signal_body(body))
    return message + sender.sign(SIGNAL, message)


def open_signal(receiver: DeviceIdentity, sender: DeviceEntry, message: bytes) -> tuple[SignalHeader, SignalBody]:
    """Check who sent a message and open it.

    Args:
        receiver: This device.
        sender: Entry of the device from which it should come, as the membership log has it.
        message: The sealed message.

    Raises:
        NotAuthorised: It names others than these two.
        SignatureInvalid: The sender did not sign it.
        OpenFailed: It does not open.
        Malformed: It is no such message.
        TooLarge: It is over the limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    header = parse_signal_header(message)
    if (header.sender, header.receiver) != (sender.device, receiver.device):
        raise NotAuthorised("a signalling message is from or for somebody else")
    verify_signature(sender.signing_public, SIGNAL, message[-SIGNATURE_BYTES:], message[:-SIGNATURE_BYTES])
    sealed = message[HEADER_BYTES:-SIGNATURE_BYTES]
    plaintext = open_with(receiver.sealing_seed, _SEAL + message[:HEADER_BYTES], sealed, "a signalling message")
    return header, decode_signal_body(plaintext)


def check_fingerprint(description: str, certificate_hash: bytes) -> None:
    """Check that a channel's certificate is the one that the signed session description names.

    Args:
        description: Session description from an opened message.
        certificate_hash: SHA-256 of the certificate that the other end of the channel showed (DER).

    Raises:
        OpenFailed: It is another one: somebody sits in between.
        Malformed: The description does not name one certificate.
    """
    if not hmac.compare_digest(fingerprint_of(description), certificate_hash):
        raise OpenFailed("a direct channel")
