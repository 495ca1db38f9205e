"""A link of which frames of some kinds are also read on the way, by whoever keeps it open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from sync.protocol import frames as fr
from sync.protocol.errors import ProtocolError
from sync.protocol.frame_codec import FRAMES, TO_CLIENT, decode_frame
from sync.transports.link import Link

_Kind = TypeVar("_Kind", bound=fr.Frame)


class WatchedLink(Generic[_Kind]):
    """A relay's link; everything passes through it as it is."""

    def __init__(self, link: Link, kind: type[_Kind], noticed: Callable[[_Kind], None]) -> None:
        """Watch a link.

        Args:
            link: It.
            kind: The frames to look at; one that cannot be read is for the reader of the link to refuse.
            noticed: Gets each before the reader does; what it raises, the reader gets instead.
        """
        self._link, self._kind, self._noticed = link, kind, noticed
        self._first = next(bytes([number]) for number, frame in FRAMES.items() if frame is kind)
        self.info = link.info
        self.max_frame = link.max_frame
        self.send = link.send
        self.offer = link.offer
        self.close = link.close

    async def receive(self) -> bytes:
        """See ``Link``."""
        data = await self._link.receive()
        if data[:1] == self._first:
            with suppress(ProtocolError):
                frame = decode_frame(data, TO_CLIENT)
                if isinstance(frame, self._kind):
                    self._noticed(frame)
        return data
