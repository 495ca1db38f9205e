"""The WebSocket protocol class: uvicorn hands over the transport of an upgraded connection, and is out of the way from then on.

``websockets``' Sans-I/O ``ServerProtocol`` does the handshake, control frames, fragments and every fault; whole binary messages
take the short way of ``messages``. A slow reader is noticed by the transport's own callbacks, never by asking.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast

from uvicorn import Config
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from relay_server.domain.server_frame import server_frame
from relay_server.entrypoints.ws.conversation import Conversation
from relay_server.entrypoints.ws.gateway import Admitted, Gateway
from relay_server.entrypoints.ws.messages import frame_extent, is_faulty, is_plain, unmasked, whole_message
from sync.protocol.limits import MAX_FRAME_BYTES

HIGH_WATER, LOW_WATER = 256 << 10, 32 << 10
"""A peer is slow when this much waits for it, and caught up below the lower mark."""

RESTART, NOT_BINARY = 1012, 1003
_CLOSE_S = 3.0
_PING = b"\x89\x00"


class SocketConnection(asyncio.Protocol):
    """One connection. Implements Link for its conversation and what uvicorn expects of a ``ws`` class."""

    def __init__(
        self, config: Config, server_state: ServerState, app_state: Mapping[str, Any], _loop: object = None
    ) -> None:
        del config
        self._gateway: Gateway = app_state["sockets"]
        self._siblings: set[Any] = server_state.connections
        self.loop = self._gateway.hub.loop
        self._turns = self._gateway.hub.turns
        self._ws = ServerProtocol(origins=self._gateway.origins, max_size=MAX_FRAME_BYTES)
        self._buffer = bytearray()
        self._need = 2
        self._fragments: bytearray | None = None
        self._is_open = False
        self._is_asking = False
        self._killer: asyncio.TimerHandle | None = None
        self._conversation: Conversation | None = None
        self._drain: asyncio.Future[None] | None = None
        self.is_lost = False
        self.paused = 0.0

    # What asyncio and uvicorn call.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        # uvloop's transports are no asyncio.Transport by name, only by what they do.
        self._transport = cast("asyncio.Transport", transport)
        self._write = self._transport.write
        self._transport.set_write_buffer_limits(HIGH_WATER, LOW_WATER)
        self._siblings.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget everything."""
        del exc
        self.is_lost, self._is_open = True, False
        self._siblings.discard(self)
        if self._killer is not None:
            self._killer.cancel()
        self._wake()
        if self._conversation is not None:
            self._conversation.lost()

    def eof_received(self) -> bool:
        """Close when the other side does."""
        return False

    def pause_writing(self) -> None:
        """Take note that the peer is slow."""
        self.paused = max(self.loop.time(), 1e-9)
        if self._conversation is not None:
            self._conversation.pause()

    def resume_writing(self) -> None:
        """Take note that the peer has caught up."""
        self.paused = 0.0
        self._wake()
        if self._conversation is not None:
            self._conversation.resume()

    def data_received(self, data: bytes) -> None:
        """Take bytes."""
        self._turns.note()
        conversation = self._conversation
        if conversation is not None:
            conversation.is_heard = True
        if not self._is_open:
            self._feed(data)
            return
        if conversation is not None and not self._buffer and self._fragments is None:
            message = whole_message(data)
            if message is not None:
                conversation.receive(message)
                return
        if self._buffer:
            self._buffer += data
            # Nothing is looked at or copied again until the frame is complete: a trickled large frame stays linear.
            if len(self._buffer) < self._need:
                return
            data = bytes(self._buffer)
            self._buffer = bytearray()
        self._split(data)

    def shutdown(self) -> None:
        """End gracefully: take nothing more, acknowledge what was taken, then say that the relay restarts."""
        if self._conversation is None:
            self.close(RESTART, "restart")
        else:
            self._conversation.drain()

    # What the conversation calls.

    @property
    def write(self) -> Callable[[bytes], object]:
        """Hands framed bytes to the transport."""
        return self._write

    def send(self, message: bytes) -> None:
        """Send one binary message, unless the socket is closing."""
        # Open is what counts; what the library says of its state is asked for only while it closes, or has not begun.
        if self._is_open or (not self.is_lost and self._ws.state is State.OPEN):
            self._write(server_frame(message))

    def ping(self) -> None:
        """Ask for a sign of life."""
        if not self.is_lost and self._ws.state is State.OPEN and not self.paused:
            self._write(_PING)

    def close(self, code: int, reason: str) -> None:
        """Begin to close."""
        # What was read and not taken would turn the end into a reset, which takes the last acknowledgements with it.
        self.resume_reading()
        if self._ws.state is State.OPEN:
            self._ws.send_close(code, reason)
            self._pump()
        elif not self.is_lost:
            self._transport.close()
        if self._killer is None and not self.is_lost:
            self._killer = self.loop.call_later(_CLOSE_S, self.abort)

    def abort(self) -> None:
        """Drop the connection."""
        self._transport.abort()

    def pause_reading(self) -> None:
        """Take nothing more for now."""
        if not self.is_lost and self._transport.is_reading():
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take more again."""
        if not self.is_lost and not self._transport.is_closing() and not self._transport.is_reading():
            self._transport.resume_reading()

    async def writable(self) -> bool:
        """Wait until the buffer has room; False if the socket was lost."""
        while self.paused and not self.is_lost:
            if self._drain is None:
                self._drain = self.loop.create_future()
            await asyncio.shield(self._drain)
        return not self.is_lost

    # Inside.

    def _wake(self) -> None:
        if self._drain is not None:
            if not self._drain.done():
                self._drain.set_result(None)
            self._drain = None

    def _split(self, data: bytes) -> None:
        at, size = 0, len(data)
        while at < size and self._is_open:
            extent = frame_extent(data, at)
            if isinstance(extent, int):
                self._keep(data, at, extent)
                return
            if is_faulty(data, at, extent, MAX_FRAME_BYTES - len(self._fragments or b"")):
                self._is_open = False
                break
            if extent.end > size - at:
                self._keep(data, at, extent.end)
                return
            if is_plain(data, at) and self._fragments is None:
                self._receive(unmasked(data, at, extent))
            else:
                self._feed(data[at : at + extent.end])
            at += extent.end
        if at < size:
            self._feed(data[at:])

    def _keep(self, data: bytes, at: int, need: int) -> None:
        self._need = need
        self._buffer += memoryview(data)[at:] if at else data

    def _feed(self, data: bytes) -> None:
        """Leave bytes to the library: the handshake, control frames, fragments, text and faults."""
        if self._is_asking or self._ws.eof_sent or not data:
            # A client that sends before the upgrade is answered breaks the protocol; nothing of it is kept.
            return
        self._ws.receive_data(data)
        for event in self._ws.events_received():
            if isinstance(event, Request):
                self._is_asking = True
                self._gateway.hub.spawn(self._handshake(event))
            elif isinstance(event, Frame):
                self._take_frame(event)
        self._pump()

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode is Opcode.TEXT:
            self.close(NOT_BINARY, "binary messages only")
        elif frame.opcode in {Opcode.BINARY, Opcode.CONT}:
            if self._fragments is None:
                self._fragments = bytearray()
            self._fragments += frame.data
            if frame.fin:
                message, self._fragments = bytes(self._fragments), None
                self._receive(message)

    def _receive(self, message: bytes) -> None:
        if self._conversation is not None and self._ws.state is State.OPEN:
            self._conversation.receive(message)

    def _pump(self) -> None:
        """Send what the library has to say, and close when it says so."""
        for data in self._ws.data_to_send():
            if data:
                self._write(data)
            else:
                self._transport.close()
        if self._ws.state is not State.OPEN:
            self._is_open = False
            if self._conversation is not None:
                self._conversation.closing()
        if self._killer is None and self._ws.close_expected() and not self.is_lost:
            self._killer = self.loop.call_later(_CLOSE_S, self.abort)

    async def _handshake(self, request: Request) -> None:
        response = self._ws.accept(request)
        found: Admitted | HTTPStatus = HTTPStatus(response.status_code)
        if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            peer = self._transport.get_extra_info("peername")
            found = await self._gateway.admit(request, peer[0] if peer else "")
            if isinstance(found, HTTPStatus):
                response = self._ws.reject(found, f"{found.phrase}\n")
        if self.is_lost:
            if isinstance(found, Admitted):
                self._gateway.leave(found)
            return
        self._is_asking = False
        self._ws.send_response(response)
        self._pump()
        if isinstance(found, HTTPStatus):
            self._transport.close()
            return
        self._is_open = True
        self._conversation = Conversation(self._gateway.hub, self, found.principal, found.caller)
        self._conversation.begin()
