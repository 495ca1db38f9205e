"""Whom this computer trusts to say who a relay is, and what is wrong with a certificate that it does not trust."""

from __future__ import annotations

import ssl
from enum import StrEnum


class CertificateFlaw(StrEnum):
    """Why a certificate proves nothing."""

    EXPIRED = "expired"
    NOT_YET = "not valid yet"
    OTHER_NAME = "for another name"
    UNKNOWN_ISSUER = "signed by nobody this computer trusts"
    NO_TLS = "no TLS is spoken there"
    OTHER_KEY = "the relay shows another key than before"
    OTHER = "not valid"


_FLAWS = {
    9: CertificateFlaw.NOT_YET,
    10: CertificateFlaw.EXPIRED,
    18: CertificateFlaw.UNKNOWN_ISSUER,
    19: CertificateFlaw.UNKNOWN_ISSUER,
    20: CertificateFlaw.UNKNOWN_ISSUER,
    21: CertificateFlaw.UNKNOWN_ISSUER,
    62: CertificateFlaw.OTHER_NAME,
    64: CertificateFlaw.OTHER_NAME,
}
"""By OpenSSL's number of the reason (X509_V_ERR_*)."""

_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"})


def trusted() -> ssl.SSLContext:
    """Return what certificates are checked with: the system's authorities, as for the socket, so that both agree."""
    return ssl.create_default_context()


def flaw_of(error: BaseException) -> CertificateFlaw | None:
    """Return what is wrong with the certificate that made a connection fail; None if it failed for another reason."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _FLAWS.get(cause.verify_code, CertificateFlaw.OTHER)
        if isinstance(cause, ssl.SSLError):
            # "wrong version number": what answered there is no TLS at all.
            return CertificateFlaw.NO_TLS if cause.reason in _NO_TLS else CertificateFlaw.OTHER
        cause = cause.__cause__ or cause.__context__
    return None
