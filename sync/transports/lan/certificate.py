"""A certificate for one room, and TLS with it. Nobody vouches for it: its hash is what the two sides compare."""

from __future__ import annotations

import datetime
import hashlib
import os
import ssl
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "room")])
# A room's certificate is compared by hash, never by date; dates that are always right reveal no clock.
_FROM = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_UNTIL = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class RoomCertificate:
    """A fresh key and its self-signed certificate; the key is never printed."""

    der: bytes
    pem: bytes = field(repr=False)

    @property
    def hash(self) -> bytes:
        """SHA-256 of the certificate (32 bytes)."""
        return hashlib.sha256(self.der).digest()


def make_certificate() -> RoomCertificate:
    """Make key and certificate of a new room."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return RoomCertificate(certificate.public_bytes(Encoding.DER), secret + certificate.public_bytes(Encoding.PEM))


def host_context(certificate: RoomCertificate) -> ssl.SSLContext:
    """Return TLS for the host's side: version 1.3 only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # The ssl module reads keys from files only; this one lives, readable by nobody else, for the time of the call.
    handle, name = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(certificate.pem)
        context.load_cert_chain(name)
    finally:
        Path(name).unlink()
    return context


def guest_context() -> ssl.SSLContext:
    """Return TLS for the guest's side: version 1.3, any certificate; its hash is checked by the meeting."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def hash_shown(connection: ssl.SSLObject | None) -> bytes:
    """Return SHA-256 of the certificate that the other side showed; empty if there is no TLS."""
    der = connection.getpeercert(binary_form=True) if connection is not None else None
    return hashlib.sha256(der).digest() if der else b""
