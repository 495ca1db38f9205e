"""What rooms know of a connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sync.protocol.errors import ErrorCode
from sync.protocol.frames import NoticeCode


class StoredRequest(Protocol):
    """A request that is durable.

    Attributes:
        request: The peer's number for it.
        seq: The number that its envelope has.
        size: Bytes that it held in memory.
    """

    request: int
    seq: int
    size: int


class Peer(Protocol):
    """A device on a socket. Used in the event loop only.

    Attributes:
        device: Its id.
        session: The sign-in that the socket belongs to.
        write: Hands framed bytes to the transport.
    """

    device: str
    session: str
    write: Callable[[bytes], object]

    @property
    def paused(self) -> float:
        """When its buffer became full, on the loop's clock; 0.0 while there is room."""

    def send(self, frame: bytes) -> None:
        """Send one frame, unless the socket is closing."""

    def acknowledge(self, requests: Sequence[StoredRequest]) -> None:
        """Tell which requests are durable, and free the bytes that they waited with."""

    def refuse(self, code: ErrorCode, request: int, document: str, detail: str, size: int = 0) -> None:
        """Tell that something was refused, and free the bytes that it waited with."""

    def notify(self, code: NoticeCode, workspace: str, document: str, value: int) -> None:
        """Tell something that was not asked for."""

    def put_out(self, document: str) -> None:
        """Forget a room that this peer is no member of any more."""

    def end(self, code: int, reason: str) -> None:
        """Close the socket."""

    def overdue(self, now_s: float) -> str | None:
        """Return why this peer should be cut: it takes nothing, says nothing, or does not prove its device."""

    def abort(self) -> None:
        """Drop the socket without a word."""

    async def writable(self) -> bool:
        """Wait until the buffer has room; False if the socket was lost."""
