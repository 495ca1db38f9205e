"""A bounded queue from one thread to another, of frozen messages.

What has a key replaces the message with that key that still waits, so that positions and states never pile up. A full queue
refuses or makes the giver wait, but for what is bounded elsewhere; nothing is dropped in silence.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import Enum
from typing import Generic, TypeVar

from sync.errors import NetworkStopped

T = TypeVar("T")

LIMIT = 4_096


class _Taken(Enum):
    """What became of a message: no room, taken, taken as the first one that waits."""

    NO = 0
    YES = 1
    FIRST = 2


class Handoff(Generic[T]):
    """Messages for one receiver, from any threads."""

    def __init__(self, wake: Callable[[], None], limit: int = LIMIT) -> None:
        """Make an empty queue.

        Args:
            wake: Called, on the giver's thread, when the first message waits; it lets the receiver call ``take`` soon.
            limit: Most messages that wait.
        """
        self._wake = wake
        self._limit = limit
        self._items: OrderedDict[Hashable, T] = OrderedDict()
        self._next = 0
        self._lock = threading.Lock()
        self._waiters: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        self._closed = False

    def __len__(self) -> int:
        """Return how many messages wait."""
        with self._lock:
            return len(self._items)

    def offer(self, message: T, key: Hashable | None = None) -> bool:
        """Add a message if there is room; return whether it was taken.

        Args:
            message: The message.
            key: Messages with one key replace each other, in the place of the first.

        Raises:
            NetworkStopped: The queue was closed.
        """
        with self._lock:
            taken = self._add(message, key)
        return self._announce(taken)

    def push(self, message: T, key: Hashable | None = None) -> None:
        """Add a message also to a full queue: one that must not be lost, and of which something else bounds how many there are.

        Args:
            message: The message.
            key: Messages with one key replace each other, in the place of the first.

        Raises:
            NetworkStopped: The queue was closed.
        """
        with self._lock:
            taken = self._add(message, key, always=True)
        self._announce(taken)

    async def put(self, message: T, key: Hashable | None = None) -> None:
        """Add a message, waiting for room without blocking the event loop.

        Raises:
            NetworkStopped: The queue was closed.
        """
        while not self.offer(message, key):
            await self.wait_for_room()

    async def wait_for_room(self) -> None:
        """Wait until there may be room, or none ever again, without blocking the event loop."""
        room = asyncio.Event()
        waiter = (asyncio.get_running_loop(), room)
        with self._lock:
            self._waiters.append(waiter)
            if len(self._items) < self._limit or self._closed:
                room.set()
        try:
            await room.wait()
        finally:
            with self._lock:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)

    def take(self, most: int = LIMIT) -> list[T]:
        """Return the messages that wait, oldest first, at most so many; call again until none is left."""
        with self._lock:
            taken = [self._items.popitem(last=False)[1] for _ in range(min(most, len(self._items)))]
            more = bool(self._items)
            self._free()
        if more:
            self._wake()
        return taken

    def close(self) -> None:
        """Take nothing more; whoever waits for room is told. What waits can still be taken."""
        with self._lock:
            self._closed = True
            self._free()

    def _add(self, message: T, key: Hashable | None, *, always: bool = False) -> _Taken:
        if self._closed:
            raise NetworkStopped
        name = ("key", key) if key is not None else ("number", self._next)
        if name not in self._items and len(self._items) >= self._limit and not always:
            return _Taken.NO
        self._next += 1
        first = not self._items
        self._items[name] = message
        return _Taken.FIRST if first else _Taken.YES

    def _announce(self, taken: _Taken) -> bool:
        if taken is _Taken.FIRST:
            self._wake()
        return taken is not _Taken.NO

    def _free(self) -> None:
        for loop, room in self._waiters:
            if not loop.is_closed():
                loop.call_soon_threadsafe(room.set)
        self._waiters = []
