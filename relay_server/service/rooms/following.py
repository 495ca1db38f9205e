"""Keeps the rooms of one process up with what the others store: reads what is missing, and looks from time to time.

The broker tells at once but may lose messages or be away; the database is the truth.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from typing import Any

import structlog

from relay_server.domain.log_row import items_of
from relay_server.domain.rooms import Snapshot
from relay_server.errors import StorageError
from relay_server.ports.broker import Broker
from relay_server.ports.unit_of_work import Transactions
from relay_server.service.rooms.abroad import Kind, abroad_message, room_topic
from relay_server.service.rooms.group_commit import LogTarget
from relay_server.service.rooms.member import LogReader
from relay_server.service.rooms.shared_room import SharedRoom

QUIET_S, ALONE_S = 2.0, 0.25
"""How often the database is asked for news while the broker tells them, and while it does not."""


class Following:
    """Used in the event loop only, but for ``tell_items`` and what the broker calls."""

    def __init__(
        self,
        broker: Broker,
        transactions: Transactions,
        reader: LogReader,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._broker = broker
        self._transactions = transactions
        self._reader = reader
        self._spawn = spawn
        self._reading: set[SharedRoom] = set()
        self._news = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._log = structlog.get_logger(__name__)
        self.close = broker.when_resumed(self._resumed)

    def subscribe(self, number: int, hear: Callable[[bytes], None]) -> Callable[[], None]:
        """Hear what other processes tell about a room. Blocks until the broker has heard, if it is there."""

        def receive(_topic: str, message: bytes) -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(hear, message)

        return self._broker.subscribe(room_topic(number), receive)

    def is_told(self) -> bool:
        """Tell whether other processes may tell something now."""
        return self._broker.is_connected

    def tell(self, number: int, message: bytes) -> bool:
        """Tell the other processes of a room; False if they cannot be told now."""
        self._broker.tell_others(room_topic(number), message)
        return self._broker.is_connected

    def tell_items(self, room: LogTarget, items: bytes) -> None:
        """Tell what a commit stored; called in the committing thread."""
        self.tell(room.number, abroad_message(Kind.ITEMS, items))

    def seek(self, room: SharedRoom) -> None:
        """Begin to read what a room is missing."""
        if room not in self._reading:
            self._reading.add(room)
            self._spawn(self._fill(room))

    async def follow(
        self, rooms: Callable[[], Iterable[SharedRoom]], look_again: Callable[[], Awaitable[None]]
    ) -> None:
        """Look for news for ever.

        Args:
            rooms: Returns the open rooms.
            look_again: Looks at sessions and membership logs, which nobody tells of while the broker is away.
        """
        while True:
            was_told = self._broker.is_connected
            await self._wait(QUIET_S if was_told else ALONE_S)
            resumed = self._news.is_set()
            self._news.clear()
            try:
                await self._look(tuple(rooms()), told=was_told and not resumed)
            except StorageError:
                self._log.warning("rooms_not_followed")
                continue
            if resumed or not was_told:
                await look_again()

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return

    async def _look(self, rooms: tuple[SharedRoom, ...], *, told: bool) -> None:
        if not rooms:
            return
        numbers = [room.number for room in rooms]

        def read() -> tuple[Mapping[int, int], Mapping[int, Snapshot]]:
            with self._transactions.read() as unit:
                # What lasts is told by the broker, and if it is not, a newcomer only reads more than it must.
                return unit.rooms.last_numbers(numbers), {} if told else unit.snapshots.newest(numbers)

        last, snapshots = await asyncio.to_thread(read)
        for room in rooms:
            room.want(last.get(room.number, 0))
            if room.number in snapshots:
                room.note_snapshot(snapshots[room.number])

    async def _fill(self, room: SharedRoom) -> None:
        try:
            while room.wanted > room.seq and (rows := await self._reader.rows(room.number, room.seq)):
                room.take(item for _, items in rows for item in items_of(items))
        except StorageError:
            # Whoever looks next asks again.
            self._log.warning("log_not_read")
        finally:
            self._reading.discard(room)

    def _resumed(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)
