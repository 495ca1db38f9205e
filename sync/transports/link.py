"""What every path looks like: a connection that carries whole frames both ways, in order, or ends.

A link is opened by its own module and used from one event loop. Frames are bytes (``sync.protocol.frame_codec``); who is
at the other end was proved before the link was handed out.
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sync.errors import LinkClosed


class PathKind(StrEnum):
    """How frames travel."""

    RELAY = "relay"
    DIRECT = "direct"
    LAN = "lan"
    LOOPBACK = "loopback"


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """What is known of a link.

    Attributes:
        kind: How frames travel.
        device: Id of the device at the other end; None for a relay, which is nobody's device.
    """

    kind: PathKind
    device: str | None


class Link(Protocol):
    """One open connection."""

    @property
    def info(self) -> LinkInfo:
        """What is known of it."""

    @property
    def max_frame(self) -> int:
        """Largest frame in bytes that the other end takes."""

    async def send(self, frame: bytes) -> None:
        """Send a frame, waiting while the other end is slow. Frames leave whole and in the order of the calls.

        Raises:
            LinkClosed: The link has ended; whether the frame arrived is not known.
            TooLarge: The frame is over ``max_frame``.
        """

    def offer(self, frame: bytes) -> bool:
        """Send a frame if that needs no waiting; return whether it was sent. It leaves behind what was sent before.

        Raises:
            TooLarge: The frame is over ``max_frame``.
        """

    async def receive(self) -> bytes:
        """Return the next frame. While nobody asks, the other end is slowed down.

        Raises:
            LinkClosed: The link has ended, and everything that came before was returned.
        """

    async def close(self) -> None:
        """End the link; closing twice does nothing. What was sent before still leaves if the other end takes it."""


async def until_closed(use: Awaitable[None]) -> LinkClosed | None:
    """Wait for whoever uses a link.

    Args:
        use: Uses it, and raises LinkClosed when it ends: as it is, or out of a task group.

    Returns:
        How the link ended; None if its user had enough of it.
    """
    closed: list[BaseException] = []
    try:
        await use
    except* LinkClosed as ended:
        closed += ended.exceptions
    while closed:
        first = closed.pop()
        if isinstance(first, LinkClosed):
            return first
        if isinstance(first, BaseExceptionGroup):
            closed += first.exceptions
    return None
