"""Connecting to a relay over a real socket."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from sync.errors import ChannelUntrusted, PeerRefused, Unauthorised, Unreachable
from sync.protocol import frames as fr
from sync.protocol.errors import ErrorCode, TooLarge
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.transports.relay_ws import RelayAddress, open_relay
from tests.support.loop import run
from tests.support.small_relay import KEY, TOKEN, SmallRelay, small_relay
from tests.support.tls_front import certificate, tls_front
from tests.support.workspace import ANA


def test_tra9_the_token_goes_in_the_header_and_nowhere_else() -> None:
    """TRA-9."""

    async def main() -> None:
        async with small_relay() as relay:
            link, greeted = await open_relay(RelayAddress(relay.url, KEY.public), TOKEN, ANA.laptop)
            assert greeted.key == KEY.public
            (request,) = relay.requests
            assert TOKEN not in request.path
            assert request.headers["Authorization"] == f"Bearer {TOKEN}"
            assert "Sec-WebSocket-Extensions" not in request.headers
            await link.send(encode_frame(fr.Ping(9)))
            assert decode_frame(await link.receive(), TO_CLIENT) == fr.Pong(9)
            await link.close()

    run(main())


def test_tra9_over_https_the_certificate_is_checked_as_the_system_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRA-9, RUN-25: as relays are reached beyond one's own network; nothing is said to who proves to be nobody."""
    known, unknown = certificate(tmp_path / "known"), certificate(tmp_path / "unknown")
    monkeypatch.setenv("SSL_CERT_FILE", str(known))

    async def main() -> None:
        async with small_relay() as relay:
            async with tls_front(known, relay.port) as port:
                address = RelayAddress(f"https://localhost:{port}", KEY.public)
                link, greeted = await open_relay(address, TOKEN, ANA.laptop)
                assert greeted.key == KEY.public
                await link.send(encode_frame(fr.Ping(9)))
                assert decode_frame(await link.receive(), TO_CLIENT) == fr.Pong(9)
                await link.close()
            async with tls_front(unknown, relay.port) as port:
                with pytest.raises(Unreachable) as refused:
                    await open_relay(RelayAddress(f"https://localhost:{port}", KEY.public), TOKEN, ANA.laptop)
                assert refused.value.untrusted
            assert len(relay.requests) == 1

    run(main())


def test_tra9_the_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """TRA-9: not even when everything is logged."""
    caplog.set_level(logging.DEBUG)

    async def main() -> None:
        async with small_relay() as relay:
            link, _ = await open_relay(RelayAddress(relay.url), TOKEN, ANA.laptop)
            await link.close()
            with pytest.raises(Unauthorised):
                await open_relay(RelayAddress(relay.url), "refused " + TOKEN, ANA.laptop)

    run(main())
    assert TOKEN not in caplog.text
    assert TOKEN not in " ".join(str(record.args) for record in caplog.records)


def test_tra11_refusals_are_told_apart() -> None:
    """TRA-11."""

    async def main() -> None:
        async with small_relay() as relay:
            with pytest.raises(Unauthorised):
                await open_relay(RelayAddress(relay.url), "old", ANA.laptop)
            with pytest.raises(PeerRefused):
                await open_relay(RelayAddress(relay.url + "/elsewhere"), TOKEN, ANA.laptop)
            with pytest.raises(ChannelUntrusted):
                await open_relay(RelayAddress(relay.url, b"x" * 32), TOKEN, ANA.laptop)
            relay.refuses = fr.Failure(ErrorCode.DEVICE_REVOKED, 0, fr.NO_ID, "revoked")
            with pytest.raises(PeerRefused):
                await open_relay(RelayAddress(relay.url), TOKEN, ANA.laptop)
        with pytest.raises(Unreachable):
            await open_relay(RelayAddress(relay.url), TOKEN, ANA.laptop)

    run(main())


def test_tra6_the_relays_own_limit_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-6."""

    async def main() -> None:
        monkeypatch.setattr("tests.support.small_relay.MAX_FRAME_BYTES", 500)
        async with small_relay(SmallRelay()) as relay:
            link, _ = await open_relay(RelayAddress(relay.url), TOKEN, ANA.laptop)
            with pytest.raises(TooLarge):
                await link.send(bytes(501))
            await link.close()

    run(main())


@pytest.mark.parametrize("url", ["ftp://relay.test", "relay.test", "https://", ""])
def test_what_is_no_address_of_a_relay_is_refused(url: str) -> None:
    with pytest.raises(PeerRefused):
        _ = RelayAddress(url).socket_url


def test_the_socket_is_below_the_relays_address() -> None:
    assert RelayAddress("https://a.test/team/").socket_url == "wss://a.test/team/api/v1/socket"
