"""What is wrong with a certificate, shown by real TLS servers."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.certificates import CertificateFlaw, flaw_of, trusted
from sync.errors import RelayUntrusted
from tests.support.loop import run
from tests.support.tls_front import FAR, NOW, certificate


@pytest.mark.parametrize(
    ("name", "since", "until", "known", "flaw"),
    [
        ("localhost", NOW, FAR, False, CertificateFlaw.UNKNOWN_ISSUER),
        ("other.example", NOW, FAR, True, CertificateFlaw.OTHER_NAME),
        ("localhost", NOW - dt.timedelta(9), NOW - dt.timedelta(8), True, CertificateFlaw.EXPIRED),
        ("localhost", FAR - dt.timedelta(9), FAR, True, CertificateFlaw.NOT_YET),
    ],
)
def test_run25_a_certificate_that_proves_nothing_is_told_with_its_flaw(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    since: dt.datetime,
    until: dt.datetime,
    known: bool,
    flaw: CertificateFlaw,
) -> None:
    """RUN-25: and nothing is sent."""
    path = certificate(tmp_path, name, until, since)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(path)
    received: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.read(1))
        writer.close()

    async def main() -> None:
        async with (
            await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_side) as server,
            make_client() as client,
        ):
            port = server.sockets[0].getsockname()[1]
            await RelayApi(f"https://localhost:{port}", client).call("GET", "/server", token="secret token")

    with pytest.raises(RelayUntrusted) as refused:
        run(main())
    assert refused.value.flaw is flaw
    assert not received


def test_run25_where_no_tls_is_spoken_that_is_what_is_told() -> None:
    """RUN-25."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    async def main() -> None:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server, make_client() as client:
            port = server.sockets[0].getsockname()[1]
            await RelayApi(f"https://127.0.0.1:{port}", client).call("GET", "/server")

    with pytest.raises(RelayUntrusted) as refused:
        run(main())
    assert refused.value.flaw is CertificateFlaw.NO_TLS


def test_run25_certificates_are_checked() -> None:
    """RUN-25."""
    context = trusted()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert flaw_of(OSError("no route")) is None
