"""uvicorn's HTTP protocol with bounds that it lacks: how large the head of a request is, and how long it may take to come.

What is no body (request line, headers, sizes and extensions of chunks, trailers) is bounded too; bodies have limits of their own.
Without this anybody fills the memory with one request that never ends.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES = 64 << 10
HEAD_S = 20.0

_PER_BODY_BYTE = 8
"""A body of chunks of one byte each comes with five times as many bytes around it."""

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\ncache-control: no-store\r\n\r\n"


class BoundedHttpProtocol(HttpToolsProtocol):
    """One connection of a client."""

    head_s = HEAD_S

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own.
        super().__init__(*arguments, **named)
        self._around = self._body = self._messages = 0
        self._has_begun = False
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the transport."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget everything."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes."""
        self._has_begun = False
        body = self._body
        super().data_received(data)
        if not self._has_begun or self._messages == 1:
            # How much of a read stands before the beginning of a later request is not known; it is at most one read.
            self._around += len(data) - (self._body - body)
        if self._around > MOST_HEAD_BYTES + _PER_BODY_BYTE * self._body and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """Begin to count."""
        self._around = self._body = 0
        self._has_begun = True
        self._messages += 1
        self._expect_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Take the head."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._body += len(body)
        super().on_body(body)

    def _expect_head(self) -> None:
        self._stop_waiting()
        self._head_timer = self.loop.call_later(self.head_s, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
