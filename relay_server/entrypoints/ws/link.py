"""What a conversation needs of the connection under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Link(Protocol):
    """The connection under a conversation."""

    paused: float
    is_lost: bool

    @property
    def write(self) -> Callable[[bytes], object]:
        """Hands framed bytes to the transport."""

    def send(self, message: bytes) -> None:
        """Send one message."""

    def ping(self) -> None:
        """Ask for a sign of life."""

    def close(self, code: int, reason: str) -> None:
        """Begin to close."""

    def abort(self) -> None:
        """Drop the connection."""

    def pause_reading(self) -> None:
        """Take nothing more for now."""

    def resume_reading(self) -> None:
        """Take more again."""

    async def writable(self) -> bool:
        """Wait until the buffer has room; False if the socket was lost."""
