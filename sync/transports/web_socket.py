"""A link over a WebSocket, whoever opened it: binary messages, one frame each."""

from __future__ import annotations

import logging

from websockets.asyncio.connection import Connection, broadcast
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.protocol import State

from sync.errors import EndReason, LinkClosed
from sync.protocol.errors import TooLarge
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.link import LinkInfo

WRITE_BYTES = 256 << 10
"""Written and not yet taken by the system; ``send`` waits above it."""

OFFER_BYTES = 64 << 10
"""Above this nothing is written at once."""

QUEUE_FRAMES = 64
"""Received and not yet asked for; above it the socket is not read."""

PING_SECONDS = 15.0
"""Silence after which the other end is asked whether it lives, and again until it counts as lost."""

CLOSE_SECONDS = 1.0
"""How long a closing waits for the other end."""

REVOKED = 4403
"""Code with which a relay ends the connection of a device that lost its place in a workspace."""

_LOGGER = logging.getLogger(__name__)
# The library's debug messages hold the headers of the handshake, and so the access token; no setting may bring them back.
_LOGGER.setLevel(logging.WARNING)

SOCKET_OPTIONS = {
    "close_timeout": CLOSE_SECONDS,
    "compression": None,
    "logger": _LOGGER,
    "max_queue": QUEUE_FRAMES,
    "max_size": MAX_FRAME_BYTES,
    "ping_interval": PING_SECONDS,
    "ping_timeout": PING_SECONDS,
    "write_limit": WRITE_BYTES,
}
"""For both sides of every WebSocket: ciphertext does not shrink, so that compression would only cost memory."""

_BROKE_RULES = {CloseCode.PROTOCOL_ERROR, CloseCode.UNSUPPORTED_DATA, CloseCode.INVALID_DATA, CloseCode.MESSAGE_TOO_BIG}


class WebSocketLink:
    """One end of an open WebSocket."""

    def __init__(self, socket: Connection, info: LinkInfo, max_frame: int = MAX_FRAME_BYTES) -> None:
        """Wrap a socket that was opened with ``SOCKET_OPTIONS``."""
        self._socket = socket
        self._info = info
        self._max_frame = max_frame
        self._closed_here = False

    @property
    def info(self) -> LinkInfo:
        """See ``Link``."""
        return self._info

    @property
    def max_frame(self) -> int:
        """See ``Link``."""
        return self._max_frame

    async def send(self, frame: bytes) -> None:
        """See ``Link``."""
        self._check(frame)
        try:
            await self._socket.send(frame)
        except ConnectionClosed as error:
            raise self._end(error) from None

    def offer(self, frame: bytes) -> bool:
        """See ``Link``."""
        self._check(frame)
        if self._socket.state is not State.OPEN or self._closed_here:
            return False
        if self._socket.transport.get_write_buffer_size() > OFFER_BYTES:
            return False
        broadcast([self._socket], frame)
        return True

    async def receive(self) -> bytes:
        """See ``Link``."""
        try:
            message = await self._socket.recv()
        except ConnectionClosed as error:
            raise self._end(error) from None
        if isinstance(message, str):
            await self._socket.close(CloseCode.UNSUPPORTED_DATA)
            raise LinkClosed(EndReason.BROKE_RULES, "a text message")
        return bytes(message)

    async def close(self) -> None:
        """See ``Link``."""
        self._closed_here = True
        try:
            await self._socket.close()
        finally:
            # Cancelled while it waits for the other end, it leaves the connection open.
            self._socket.transport.abort()

    def _check(self, frame: bytes) -> None:
        if len(frame) > self._max_frame:
            raise TooLarge(f"a frame of {len(frame)} bytes is over the limit of {self._max_frame}")

    def _end(self, error: ConnectionClosed) -> LinkClosed:
        if self._closed_here:
            return LinkClosed(EndReason.CLOSED_HERE)
        if error.sent is not None and error.sent.code in _BROKE_RULES and not error.rcvd_then_sent:
            return LinkClosed(EndReason.BROKE_RULES, error.sent.reason)
        if error.rcvd is None:
            return LinkClosed(EndReason.LOST)
        if error.rcvd.code == REVOKED:
            return LinkClosed(EndReason.NO_ACCESS, error.rcvd.reason)
        return LinkClosed(EndReason.CLOSED_THERE, f"{error.rcvd.code} {error.rcvd.reason}".strip())
