"""What the host shows as a QR code: where the room is, its certificate, and a secret that stands for the six digits."""

from __future__ import annotations

import base64
import binascii
import hashlib
import ipaddress
import secrets
from dataclasses import dataclass, field

from sync.errors import LinkError
from sync.protocol.errors import ProtocolError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.wire import WireReader

SECRET_BYTES = 16
MAX_ADDRESSES = 4
SCHEME = "aiocanvas:room#"

_VERSION = 1
_CHECK = b"aio-canvas room ticket v1\0"
_CHECK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Ticket:
    """Admits one guest, once.

    Attributes:
        room: Name of the room.
        certificate: SHA-256 of its certificate.
        port: Its port.
        addresses: Where to try, IPv4 or IPv6.
        secret: What the guest proves to have; never printed.
    """

    room: str
    certificate: bytes
    port: int
    addresses: tuple[str, ...]
    secret: bytes = field(repr=False)


def new_secret(random_bytes: RandomBytes = secrets.token_bytes) -> bytes:
    """Return the secret of a new ticket."""
    return random_bytes(SECRET_BYTES)


def format_ticket(ticket: Ticket) -> str:
    """Write a ticket as the text of a QR code or link."""
    packed = [ipaddress.ip_address(address).packed for address in ticket.addresses[:MAX_ADDRESSES]]
    body = b"".join(
        (
            bytes([_VERSION]),
            bytes.fromhex(ticket.room),
            ticket.certificate,
            ticket.port.to_bytes(2, "big"),
            ticket.secret,
            *(bytes([len(address)]) + address for address in packed),
        )
    )
    return SCHEME + base64.urlsafe_b64encode(body + _check(body)).decode("ascii").rstrip("=")


def parse_ticket(text: str) -> Ticket:
    """Read a ticket.

    Raises:
        LinkError: It is none, cut off, mistyped, or of a newer version.
    """
    if not text.startswith(SCHEME) or len(text) > 500:
        raise LinkError("this is no code of a room")
    code = text.removeprefix(SCHEME)
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    body, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
    if not body or check != _check(body):
        raise LinkError("the code of the room is incomplete or mistyped")
    if body[0] != _VERSION:
        raise LinkError("the code of the room is from a newer version of the program")
    try:
        return _read(WireReader(body, 1))
    except (ProtocolError, ValueError):
        raise LinkError("the code of the room is malformed") from None


def _read(reader: WireReader) -> Ticket:
    room, certificate, port = reader.identifier(), reader.take(32), reader.number(2)
    secret = reader.take(SECRET_BYTES)
    addresses = []
    while not reader.at_end:
        addresses.append(str(ipaddress.ip_address(reader.take(reader.number(1)))))
    return Ticket(room, certificate, port, tuple(addresses[:MAX_ADDRESSES]), secret)


def _check(body: bytes) -> bytes:
    return hashlib.sha256(_CHECK + body).digest()[:_CHECK_BYTES]
