"""What a relay says about itself."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.server import RelayInfo, describe
from sync.errors import NoRelay
from tests.support.app_relay import app_relay
from tests.support.loop import run

GOOD = {
    "name": "R",
    "public_url": "https://r",
    "api": 1,
    "registration": "open",
    "needs_setup": False,
    "min_password_characters": 10,
    "sequencer": "00" * 32,
}


async def ask(url: str) -> RelayInfo:
    async with make_client() as client:
        return await describe(RelayApi(url, client))


def test_run26_a_relay_says_who_it_is(tmp_path: Path) -> None:
    """RUN-26."""
    with app_relay(tmp_path, registration="open") as relay:
        info = run(ask(relay.url))
        assert info.public_url == relay.url
        assert info.sequencer == relay.house.env.keys.sequencer_public
        assert (info.registration, info.needs_setup) == ("open", True)
        assert not info.mails
        relay.house.owner()
        assert not run(ask(relay.url)).needs_setup


def test_run26_a_relay_says_whether_it_sends_mail(tmp_path: Path) -> None:
    """RUN-26."""
    with app_relay(tmp_path, mail={"mode": "smtp"}) as relay:
        assert run(ask(relay.url)).mails


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("404 X", {}),
        ("200 X", {}),
        ("200 X", {**GOOD, "api": 2}),
        ("200 X", {**GOOD, "sequencer": "00"}),
        ("200 X", {**GOOD, "sequencer": "xyz"}),
        ("301 X", GOOD),
    ],
)
def test_run26_what_is_no_relay_of_this_version_is_told_apart(status: str, body: dict[str, object]) -> None:
    """RUN-26."""
    answer = json.dumps(body).encode()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status}\r\ncontent-length: {len(answer)}\r\nlocation: /x\r\nconnection: close\r\n\r\n"
        writer.write(head.encode() + answer)
        writer.close()

    async def main() -> None:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            await ask(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")

    with pytest.raises(NoRelay):
        run(main())
