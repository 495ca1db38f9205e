"""A bare WebSocket client for load: no checks, a mask of zeros, so that the generator costs as little as it can."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n{headers}\r\n"
)


class WireClient(asyncio.Protocol):
    """Hands every message to a function; answers pings."""

    def __init__(self, path: str, headers: str, receive: Callable[[bytes], None]) -> None:
        self._hello = HANDSHAKE.format(path=path, headers=headers).encode()
        self._receive = receive
        self._buffer = b""
        self._is_open = False
        self.transport: asyncio.Transport
        self.is_lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment] # A TCP transport.
        self.transport.write(self._hello)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True

    def data_received(self, data: bytes) -> None:
        data = self._buffer + data if self._buffer else data
        at = 0
        if not self._is_open:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._buffer = data
                return
            assert data.startswith(b"HTTP/1.1 101"), data[:100]
            self._is_open = True
        size = len(data)
        while size - at >= 2:
            length, head = data[at + 1] & 127, 2
            if length > 125:
                more = 2 if length == 126 else 8
                head += more
                length = int.from_bytes(data[at + 2 : at + head], "big")
            if size - at < head + length:
                break
            payload = data[at + head : at + head + length]
            if data[at] == 0x82:
                self._receive(payload)
            elif data[at] == 0x89:
                self.transport.write(b"\x8a\x80\0\0\0\0")
            at += head + length
        self._buffer = data[at:]

    def send(self, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            self.transport.write(bytes((0x82, 0x80 | size)) + b"\0\0\0\0" + payload)
        elif size < 65536:
            self.transport.write(b"\x82\xfe" + size.to_bytes(2, "big") + b"\0\0\0\0" + payload)
        else:
            self.transport.write(b"\x82\xff" + size.to_bytes(8, "big") + b"\0\0\0\0" + payload)
