"""Requests whose head is endless, or never comes, take neither memory nor connections; bodies are not mistaken for heads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import chain, repeat

import pytest

from relay_server.entrypoints.http.bounded_protocol import MOST_HEAD_BYTES, BoundedHttpProtocol
from relay_server.entrypoints.http.middleware import BodyLimit
from tests.support.relay import Running, running_relay

FIRST = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
CHUNKED = (
    b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_relay(tmp_path_factory.mktemp("relay")) as opened:
        yield opened


def connected(relay: Running) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", int(relay.url.rsplit(":", 1)[1])))
    opened.settimeout(20)
    return opened


def sent_until_cut(relay: Running, parts: Iterator[bytes], most: int = 32 << 20) -> int:
    """Send until the relay cuts the connection; returns how much went out."""
    with connected(relay) as opened:
        size = 0
        try:
            for part in parts:
                opened.sendall(part)
                size += len(part)
                if size > most:
                    break
        except (ConnectionResetError, BrokenPipeError):
            pass
    return size


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (FIRST + b"X: ", b"a" * 16_384),
        (FIRST, b"X-Abcdef: ghijkl\r\n" * 1_000),
        (b"GET /", b"a" * 16_384),
        (CHUNKED + b"1;x=", b"a" * 16_384),
        (CHUNKED + b"1\r\n{\r\n0\r\nX: ", b"a" * 16_384),
        (CHUNKED + b"1\r\n{\r\n0\r\n", b"X-Abcdef: ghijkl\r\n" * 1_000),
    ],
    ids=["one header", "many headers", "address", "chunk extension", "one trailer", "many trailers"],
)
def test_an_endless_head_is_cut(relay: Running, first: bytes, more: bytes) -> None:
    """ACC-98."""
    # What the systems' buffers hold goes out before the end is noticed.
    assert sent_until_cut(relay, chain([first], repeat(more))) < 16 << 20
    assert relay.client.get("/healthz").status_code == 200


def test_a_large_head_is_refused_with_its_status(relay: Running) -> None:
    """ACC-98."""
    with connected(relay) as opened:
        opened.sendall(FIRST + b"X: " + b"a" * MOST_HEAD_BYTES)
        assert opened.recv(100).startswith(b"HTTP/1.1 431 ")


def test_a_head_that_does_not_come_is_not_waited_for(relay: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACC-98."""
    monkeypatch.setattr(BoundedHttpProtocol, "head_s", 0.2)
    for begun in (b"", FIRST):
        with connected(relay) as opened:
            opened.sendall(begun)
            assert opened.recv(100) == b""
    # The second request of a kept connection as well.
    with connected(relay) as opened:
        opened.sendall(FIRST + b"\r\n")
        assert opened.recv(4_096).startswith(b"HTTP/1.1 200 ")
        opened.sendall(FIRST)
        while opened.recv(4_096):
            pass


def test_bodies_are_not_mistaken_for_heads(relay: Running) -> None:
    """ACC-98. Chunks of one byte; then a body that comes in one read with the next request's head."""
    body = b'{"email": "a@example.org", "password": "' + b"a" * 900 + b'"}'
    with connected(relay) as opened:
        for _ in range(3):
            opened.sendall(CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n")
            assert opened.recv(4_096).startswith(b"HTTP/1.1 401 ")
        whole = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
        opened.sendall((whole + b"[" + b" " * 59_998 + b"]") * 2)
        answers = b""
        while answers.count(b"HTTP/1.1 422 ") < 2:
            got = opened.recv(4_096)
            assert got
            answers += got


def test_a_body_that_does_not_come_is_not_waited_for(relay: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACC-98."""
    monkeypatch.setattr(BodyLimit, "body_s", 0.2)
    with connected(relay) as opened:
        opened.sendall(CHUNKED + b"1\r\n{\r\n")
        assert opened.recv(4_096).startswith(b"HTTP/1.1 408 ")
        while opened.recv(4_096):
            pass
