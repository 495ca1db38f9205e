"""Two ends of a link in one process: the same behaviour as a network, without one. For tests."""

from __future__ import annotations

from sync.errors import EndReason, LinkClosed
from sync.protocol.errors import TooLarge
from sync.protocol.limits import MAX_FRAME_BYTES
from sync.transports.link import LinkInfo, PathKind
from sync.transports.mailbox import Mailbox


class LoopbackLink:
    """One end; made by ``loopback_pair``."""

    def __init__(self, device: str | None, inbox: Mailbox, outbox: Mailbox) -> None:
        self._info = LinkInfo(PathKind.LOOPBACK, device)
        self._inbox = inbox
        self._outbox = outbox

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
        await self._outbox.put(frame)

    def offer(self, frame: bytes) -> bool:
        """See ``Link``."""
        self._check(frame)
        return self._outbox.ended is None and self._outbox.put_nowait(frame)

    async def receive(self) -> bytes:
        """See ``Link``."""
        return await self._inbox.get()

    async def close(self) -> None:
        """See ``Link``."""
        self._inbox.end(LinkClosed(EndReason.CLOSED_HERE))
        self._outbox.end(LinkClosed(EndReason.CLOSED_THERE))

    def _check(self, frame: bytes) -> None:
        if len(frame) > self.max_frame:
            raise TooLarge(f"a frame of {len(frame)} bytes is over the limit")


def loopback_pair(first: str | None = None, second: str | None = None) -> tuple[LoopbackLink, LoopbackLink]:
    """Return both ends of a link between two devices (ids), the first one's end first."""
    to_first, to_second = Mailbox(), Mailbox()
    return LoopbackLink(second, to_first, to_second), LoopbackLink(first, to_second, to_first)
