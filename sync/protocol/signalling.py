"""Messages by which two devices agree on a direct channel, before they are sealed.

They travel through a relay (or a LAN host) sealed to the receiver and signed by the sender, so that nobody in between
can exchange the certificate fingerprints in them. A sealed message is ``version u8 | sender 16 | receiver 16 |
document 16 | session 16 | number u32 | sealed | signature 64``; what is sealed is ``kind u8 | text``.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from enum import IntEnum

from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_SIGNAL_BYTES
from sync.protocol.signing import SIGNATURE_BYTES
from sync.protocol.version import SIGNAL_VERSION

HEADER_BYTES = 69
_SEAL_BYTES = 48
OVERHEAD_BYTES = HEADER_BYTES + _SEAL_BYTES + SIGNATURE_BYTES
_LAYOUT = struct.Struct(">B16s16s16s16sI")
_FINGERPRINT = re.compile(r"^a=fingerprint:(?P<hash>[A-Za-z0-9-]+) (?P<value>[0-9A-Fa-f:]+)\s*$", re.MULTILINE)
_SHA256 = re.compile(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}\Z")


class SignalKind(IntEnum):
    """What a message says."""

    OFFER = 1
    ANSWER = 2
    CANDIDATE = 3
    BYE = 4


@dataclass(frozen=True, slots=True)
class SignalHeader:
    """The readable part: from and to whom (device ids), about which document, in which attempt, which message of it.

    A receiver takes each number of a session and sender once.
    """

    sender: str
    receiver: str
    document: str
    session: str
    number: int


@dataclass(frozen=True, slots=True)
class SignalBody:
    """What is sealed: a session description, a candidate, or nothing."""

    kind: SignalKind
    text: str


def pack_signal_header(header: SignalHeader) -> bytes:
    """Write a header.

    Raises:
        Malformed: The number does not fit.
    """
    ids = (bytes.fromhex(text) for text in (header.sender, header.receiver, header.document, header.session))
    try:
        return _LAYOUT.pack(SIGNAL_VERSION, *ids, header.number)
    except struct.error:
        raise Malformed("the number of a signalling message is out of range") from None


def parse_signal_header(message: bytes) -> SignalHeader:
    """Read the header of a sealed message and check its size; nothing is verified.

    Raises:
        Malformed: Too short.
        TooLarge: Over the limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    if len(message) < OVERHEAD_BYTES:
        raise Malformed("a signalling message is too short")
    if len(message) > MAX_SIGNAL_BYTES:
        raise TooLarge("a signalling message is over the limit")
    version, sender, receiver, document, session, number = _LAYOUT.unpack_from(message)
    if version != SIGNAL_VERSION:
        raise UnsupportedVersion(f"a signalling message has version {version}")
    return SignalHeader(sender.hex(), receiver.hex(), document.hex(), session.hex(), number)


def encode_signal_body(body: SignalBody) -> bytes:
    """Write what is going to be sealed.

    Raises:
        TooLarge: Over the limit.
    """
    data = bytes([body.kind]) + body.text.encode("utf-8")
    if len(data) + OVERHEAD_BYTES > MAX_SIGNAL_BYTES:
        raise TooLarge("a signalling message is over the limit")
    return data


def decode_signal_body(data: bytes) -> SignalBody:
    """Read what was sealed.

    Raises:
        Malformed: Empty, of an unknown kind, or not UTF-8.
    """
    if not data or data[0] not in SignalKind.__members__.values():
        raise Malformed("unknown kind of signalling message")
    try:
        return SignalBody(SignalKind(data[0]), data[1:].decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("a signalling message is not UTF-8") from None


def fingerprint_of(description: str) -> bytes:
    """Return the one SHA-256 fingerprint of a session description: what the certificate of the channel must hash to.

    Raises:
        Malformed: There is none, there are different ones, or one is of another hash.
    """
    found = {(match["hash"].lower(), match["value"].upper()) for match in _FINGERPRINT.finditer(description)}
    if len(found) != 1:
        raise Malformed("a session description does not name one certificate")
    name, value = found.pop()
    if name != "sha-256" or not _SHA256.match(value):
        raise Malformed("a certificate's fingerprint is not by SHA-256")
    return bytes.fromhex(value.replace(":", ""))
