"""What can come of a request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from sync.account.api import MAX_BYTES, RelayApi, fields, make_client
from sync.errors import AccountError, AccountRefused, RelayUnavailable, SignInRequired, StepUpRequired, TooManyRequests
from tests.support.loop import run

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def http(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", "connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def ask(answer: bytes) -> object:
    """Ask a server that gives this answer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async def main() -> object:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server, make_client() as client:
            port = server.sockets[0].getsockname()[1]
            return await RelayApi(f"http://127.0.0.1:{port}/", client).call("GET", "/me", token="secret token")

    return run(main())


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (http("401 X", b'{"code":"expired"}'), SignInRequired),
        (http("403 X", b'{"code":"step_up_required","methods":["password"]}'), StepUpRequired),
        (http("403 X", b'{"code":"forbidden","detail":"no"}'), AccountRefused),
        (http("429 X", b"{}", "retry-after: 7"), TooManyRequests),
        (http("429 X", b"", "retry-after: soon"), TooManyRequests),
        (http("503 X", b"<html>"), RelayUnavailable),
        (http("302 X", b"", "location: http://127.0.0.1:1/elsewhere"), RelayUnavailable),
        (http("200 X", b"<html>"), RelayUnavailable),
        (http("200 X", b'"text"'), RelayUnavailable),
        (http("422 X", b"[1]"), AccountRefused),
        (http("200 X", b"[" * 100_000), RelayUnavailable),
        (http("422 X", b"[" * 100_000), AccountRefused),
        (b"nonsense", RelayUnavailable),
        (b"", RelayUnavailable),
    ],
)
def test_run21_every_answer_is_a_value_or_an_error_with_a_type(answer: bytes, error: type[AccountError]) -> None:
    """RUN-21: and no token in any of them; a redirect is not followed."""
    with pytest.raises(error) as raised:
        ask(answer)
    assert "secret token" not in repr(raised.value) + str(raised.value)


def test_run21_what_came_is_checked() -> None:
    """RUN-21."""
    assert ask(http("200 X", b'{"id":"x"}')) == {"id": "x"}
    assert ask(http("204 X", b"")) is None
    assert fields({"id": "x", "more": 1}, id=str) == ["x"]
    for wrong in ({}, {"id": 1}, [], None):
        with pytest.raises(RelayUnavailable):
            fields(wrong, id=str)


def test_run21_a_relay_that_says_without_end_is_not_listened_to() -> None:
    """RUN-21: nor is what it says kept."""
    said = 0

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal said
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n")
        with suppress(ConnectionError):
            while said < 16 * MAX_BYTES:
                writer.write(bytes(1 << 16))
                await writer.drain()
                said += 1 << 16
        writer.close()

    async def main() -> None:
        async with await asyncio.start_server(say, "127.0.0.1", 0) as server, make_client() as client:
            api = RelayApi(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", client)
            with pytest.raises(RelayUnavailable, match="too large"):
                await api.call("GET", "/me")
            with pytest.raises(RelayUnavailable, match="too large"):
                await api.fetch("/links")

    run(main())
    assert said < 8 * MAX_BYTES


def test_run21_where_nobody_is_the_relay_is_unavailable() -> None:
    """RUN-21."""

    async def main() -> None:
        async with make_client() as client:
            await RelayApi("http://127.0.0.1:1", client).call("GET", "/me")

    with pytest.raises(RelayUnavailable):
        run(main())
