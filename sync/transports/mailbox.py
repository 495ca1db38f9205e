"""A queue of frames with bounds and an end, for one event loop.

Bounded by number and by bytes; a single frame larger than the bound is taken when nothing else waits. After the end what
waits can still be taken.
"""

from __future__ import annotations

import asyncio
from collections import deque

from sync.errors import LinkClosed

MAX_FRAMES = 256
MAX_BYTES = 4 << 20


class Mailbox:
    """Frames that wait for one reader."""

    def __init__(self, max_frames: int = MAX_FRAMES, max_bytes: int = MAX_BYTES) -> None:
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._max_frames = max_frames
        self._max_bytes = max_bytes
        self._ended: LinkClosed | None = None
        self._changed = asyncio.Event()

    @property
    def ended(self) -> LinkClosed | None:
        """Why nothing more comes; None while something may."""
        return self._ended

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._frames

    def put_nowait(self, frame: bytes) -> bool:
        """Add a frame if there is room; return whether it was added.

        Raises:
            LinkClosed: The mailbox has ended.
        """
        if self._ended is not None:
            raise self._ended
        if self._frames and (len(self._frames) >= self._max_frames or self._bytes + len(frame) > self._max_bytes):
            return False
        self._frames.append(frame)
        self._bytes += len(frame)
        self._changed.set()
        return True

    async def put(self, frame: bytes) -> None:
        """Add a frame, waiting for room.

        Raises:
            LinkClosed: The mailbox has ended.
        """
        while not self.put_nowait(frame):
            self._changed.clear()
            await self._changed.wait()

    async def get(self) -> bytes:
        """Take the next frame, waiting for one.

        Raises:
            LinkClosed: The mailbox has ended and is empty.
        """
        while not self._frames:
            if self._ended is not None:
                raise self._ended
            self._changed.clear()
            await self._changed.wait()
        frame = self._frames.popleft()
        self._bytes -= len(frame)
        self._changed.set()
        return frame

    def end(self, reason: LinkClosed) -> None:
        """Let nothing more in; the first reason stays."""
        if self._ended is None:
            self._ended = reason
            self._changed.set()
