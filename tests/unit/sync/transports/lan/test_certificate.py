"""TLS with a certificate that nobody vouches for."""

from __future__ import annotations

import hashlib
import ssl
import tempfile
from pathlib import Path

import pytest

from sync.transports.lan.certificate import guest_context, hash_shown, host_context, make_certificate


def test_tra43_every_room_has_a_certificate_of_its_own() -> None:
    """TRA-43."""
    first, second = make_certificate(), make_certificate()
    assert first.hash != second.hash
    assert first.hash == hashlib.sha256(first.der).digest()
    assert "PRIVATE" not in repr(first)


def test_tra43_its_key_does_not_stay_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """TRA-43."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    host_context(make_certificate())
    assert list(tmp_path.iterdir()) == []


def test_tra43_only_tls_1_3_is_spoken() -> None:
    """TRA-43."""
    for context in (host_context(make_certificate()), guest_context()):
        assert context.minimum_version is ssl.TLSVersion.TLSv1_3


def test_tra43_the_guest_sees_the_hash_of_what_was_shown() -> None:
    """TRA-43."""
    certificate = make_certificate()
    to_guest, to_host = ssl.MemoryBIO(), ssl.MemoryBIO()
    host = host_context(certificate).wrap_bio(to_host, to_guest, server_side=True)
    guest = guest_context().wrap_bio(to_guest, to_host)
    for _ in range(4):
        for side in (guest, host):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert hash_shown(guest) == certificate.hash
    assert hash_shown(None) == b""
