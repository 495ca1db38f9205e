"""Nothing secret and nothing personal in logs and metrics, nothing readable in the files."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import structlog

from relay_server.adapters.structured_log import configure_logging
from tests.support.relay import OWNER, PASSWORD, running_relay

ANA = "ana.secretive@example.org"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged, at the most talkative level."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(stream, "json", "debug")
    # The test's own client is in this process and would log what it sends.
    clients = [logging.getLogger(name) for name in ("httpx", "httpcore")]
    for client in clients:
        client.setLevel(logging.WARNING)
    yield stream
    for client in clients:
        client.setLevel(logging.NOTSET)
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_day_leaves_no_secret_behind(tmp_path: Path, log: io.StringIO) -> None:
    """ACC-97."""
    with running_relay(tmp_path, registration="open") as relay:
        relay.house.owner()
        secrets = [PASSWORD, "wr0ng-passphrase", ANA, "Ana Secretive"]
        tokens = relay.sign_in()
        relay.call("POST", "/sessions", json={"email": OWNER, "password": "wr0ng-passphrase"})
        relay.call("POST", "/accounts", json={"email": ANA, "password": PASSWORD, "name": "Ana Secretive"})
        secrets.append(relay.house.post.token(ANA))
        access = tokens["access_token"]
        totp = relay.call("POST", "/me/totp", access).json()["secret"]
        code = pyotp.TOTP(totp).at(relay.house.clock.now // 1000)
        codes = relay.call("POST", "/me/totp/confirm", access, json={"code": code}).json()["recovery_codes"]
        renewed = relay.call("POST", "/sessions/refresh", json={"refresh_token": tokens["refresh_token"]}).json()
        relay.call("POST", "/sessions/refresh", json={"refresh_token": tokens["refresh_token"]})
        relay.call("GET", "/me", access + "x", params={"token": access})
        secrets += [access, tokens["refresh_token"], renewed["access_token"], renewed["refresh_token"], totp, *codes]
        metrics = relay.client.get("/metrics").text
        written = log.getvalue()
        assert written.count('"event": "request"') >= 8
        assert "aio_relay_auth_failures_total" in metrics
        for secret in secrets:
            assert secret not in written
            assert secret not in metrics
        for account in (tokens["account"], tokens["session"]):
            assert account not in metrics
        for file in (tmp_path / "data").glob("relay.db*"):
            data = file.read_bytes()
            for secret in [*secrets, OWNER, tokens["session"]]:
                assert secret.encode() not in data
