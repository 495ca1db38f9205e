"""A link over a data channel: frames in parts, with back-pressure both by what is buffered here and by what is read there."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiortc import RTCDataChannel, RTCPeerConnection

from sync.errors import EndReason, LinkClosed
from sync.protocol.errors import ProtocolError, TooLarge
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.link import LinkInfo
from sync.transports.mailbox import Mailbox
from sync.transports.webrtc.parts import (
    BYE,
    BYE_TOO,
    GRANT_BYTES,
    WINDOW_BYTES,
    Assembler,
    Part,
    PartKind,
    grant,
    read_part,
    split,
)

BUFFERED_BYTES = 1 << 20
"""Handed to the channel and not sent yet; ``send`` waits above it."""

OFFER_BYTES = 64 << 10
"""Above this nothing is handed to the channel at once."""

SHUT_SECONDS = 5.0
"""How long anybody waits for the end of a connection, which takes some turns of the event loop."""

GOODBYE_SECONDS = 1.0
"""How long a closing waits until the other end has everything."""


class DataChannelLink:
    """One end of an open data channel; made before it opens, so that nothing that comes is missed."""

    def __init__(self, connection: RTCPeerConnection, channel: RTCDataChannel, info: LinkInfo) -> None:
        self._connection = connection
        self._channel = channel
        self._info = info
        self._inbox = Mailbox(max_frames=1 << 20, max_bytes=2 * WINDOW_BYTES)
        self._assembler = Assembler()
        self._credit = WINDOW_BYTES
        self._unread = 0
        self._owed = 0
        self._moved = asyncio.Event()
        self._sending = asyncio.Lock()
        self._said_bye = False
        self._heard_bye = asyncio.Event()
        channel.bufferedAmountLowThreshold = BUFFERED_BYTES // 2
        channel.on("message", self._received)
        channel.on("bufferedamountlow", self._moved.set)
        channel.on("close", self._lost)
        connection.on("connectionstatechange", self._state_changed)

    @property
    def info(self) -> LinkInfo:
        """See ``Link``."""
        return self._info

    @property
    def max_frame(self) -> int:
        """See ``Link``."""
        return MAX_FRAME_BYTES

    async def send(self, frame: bytes) -> None:
        """See ``Link``."""
        self._check(frame)
        async with self._sending:
            # A frame that was begun is finished even if this call is cancelled: half of one would spoil the next.
            while not self._fits(len(frame), BUFFERED_BYTES):
                self._moved.clear()
                await self._moved.wait()
            self._pass_on(frame)

    def offer(self, frame: bytes) -> bool:
        """See ``Link``."""
        self._check(frame)
        over = self._ended() is not None or self._said_bye
        if over or self._sending.locked() or not self._fits(len(frame), OFFER_BYTES):
            return False
        self._pass_on(frame)
        return True

    async def receive(self) -> bytes:
        """See ``Link``."""
        frame = await self._inbox.get()
        size = _cost(len(frame))
        self._unread -= size
        self._owed += size
        if self._owed >= GRANT_BYTES and self._ended() is None:
            self._channel.send(grant(self._owed))
            self._owed = 0
        return frame

    async def close(self) -> None:
        """See ``Link``."""
        try:
            if self._ended() is None and not self._said_bye:
                self._said_bye = True
                self._channel.send(BYE)
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self._heard_bye.wait()
        except TimeoutError:
            pass
        finally:
            # Also when the goodbye is cancelled: the connection has tasks and a socket of its own.
            self._end(EndReason.CLOSED_HERE)
            await shut(self._connection)

    def _check(self, frame: bytes) -> None:
        if len(frame) > MAX_FRAME_BYTES:
            raise TooLarge(f"a frame of {len(frame)} bytes is over the limit")

    def _ended(self) -> LinkClosed | None:
        return self._inbox.ended

    def _fits(self, size: int, buffered: int) -> bool:
        ended = self._ended()
        if ended is not None:
            raise ended
        if self._said_bye:
            raise LinkClosed(EndReason.CLOSED_HERE)
        return self._credit >= _cost(size) and self._channel.bufferedAmount <= buffered

    def _pass_on(self, frame: bytes) -> None:
        self._credit -= _cost(len(frame))
        for message in split(frame):
            self._channel.send(message)

    def _received(self, message: bytes | str) -> None:
        if self._ended() is not None:
            return
        try:
            if isinstance(message, str):
                raise TypeError("a text message")
            self._take(read_part(message))
        except (ProtocolError, TypeError) as error:
            self._end(EndReason.BROKE_RULES, str(error))

    def _take(self, part: Part) -> None:
        if part.kind is PartKind.GRANT:
            self._credit = min(WINDOW_BYTES, self._credit + part.granted)
            self._moved.set()
        elif part.kind is PartKind.BYE_TOO:
            self._heard_bye.set()
        elif part.kind is PartKind.BYE:
            self._channel.send(BYE_TOO)
            self._heard_bye.set()
            self._end(EndReason.CLOSED_THERE)
        else:
            self._keep(part)

    def _keep(self, part: Part) -> None:
        frame = self._assembler.add(part)
        if frame is not None:
            self._unread += _cost(len(frame))
            if self._unread > WINDOW_BYTES:
                raise TooLarge("more was sent than was granted")
            self._inbox.put_nowait(frame)

    def _state_changed(self) -> None:
        if self._connection.connectionState in ("failed", "closed"):
            self._lost()

    def _lost(self) -> None:
        self._heard_bye.set()
        self._end(EndReason.LOST)

    def _end(self, reason: EndReason, detail: str = "") -> None:
        self._inbox.end(LinkClosed(reason, detail))
        self._moved.set()


async def shut(connection: RTCPeerConnection) -> None:
    """Close a connection to the end even if the caller is cancelled: a closing that is cut short leaves its tasks behind.

    Nobody waits for one that does not come to its end: the next attempt must not depend on it.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(SHUT_SECONDS):
            await asyncio.shield(connection.close())


def _cost(size: int) -> int:
    """Return what a frame counts in the window: its size, and its place for very small ones."""
    return size + 64
