"""A peer in a room: catching up from the log until nothing is missing, then live; again after it was slow."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from relay_server.domain.log_row import items_after, items_of, lacking, packed
from relay_server.domain.rooms import ChainName
from relay_server.errors import StorageError
from relay_server.ports.unit_of_work import Transactions
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.room import Room
from sync.protocol.frame_codec import batch_frame, encode_frame
from sync.protocol.frames import Joined, Resync, SnapshotPart
from sync.protocol.limits import BATCH_BYTES

_PARTS_AT_ONCE = 2
_MOST_LAGGING = 200


@dataclass(frozen=True, slots=True)
class LogReader:
    """Reads logs in threads of its own, so that readers never wait behind requests."""

    transactions: Transactions
    executor: Executor
    loop: asyncio.AbstractEventLoop

    async def rows(self, number: int, since: int) -> list[tuple[int, bytes]]:
        """Return the next rows after a number, about a batch of them."""

        def read() -> list[tuple[int, bytes]]:
            with self.transactions.read() as unit:
                return list(unit.rooms.read(number, since, BATCH_BYTES))

        return await self.loop.run_in_executor(self.executor, read)

    async def parts(self, number: int, digest: bytes, offset: int) -> list[tuple[int, bytes]]:
        """Return the next parts of a snapshot."""

        def read() -> list[tuple[int, bytes]]:
            with self.transactions.read() as unit:
                return list(unit.snapshots.parts(number, digest, offset, _PARTS_AT_ONCE))

        return await self.loop.run_in_executor(self.executor, read)

    async def first_missing(self, number: int, wanted: Mapping[ChainName, int], otherwise: int) -> int:
        """Return the lowest number of these envelopes (chain, counter), or ``otherwise`` if that is lower."""

        def read() -> int:
            with self.transactions.read() as unit:
                found = unit.rooms.locate(number, wanted.items())
            return min([otherwise, *(seq for seq, _ in found.values())])

        return await self.loop.run_in_executor(self.executor, read)


class Member:
    """One peer in one room.

    Attributes:
        room: Where.
        peer: Who.
        seq: Everything up to this was sent.
        is_live: Whether the room sends to it.
    """

    __slots__ = ("_busy", "_have", "_is_in", "_reader", "is_live", "peer", "room", "seq")

    def __init__(self, room: Room, peer: Peer, reader: LogReader) -> None:
        self.room = room
        self.peer = peer
        self.seq = 0
        self.is_live = False
        self._reader = reader
        self._have: Mapping[ChainName, int] | None = None
        self._is_in = True
        self._busy = False
        room.enter(self)

    async def join(self, since: int, have: Mapping[ChainName, int]) -> None:
        """Send what is missing, then go live.

        Args:
            since: Last number that the peer has seen; 0 if ``have`` decides.
            have: How far the peer has each chain; empty for a newcomer, who gets the newest snapshot.

        Raises:
            StorageError: The log cannot be read.
        """
        self._busy = True
        try:
            if 0 < since <= self.room.seq:
                self.seq = since
            elif have:
                self._have = have
                self.seq = await self._start_for(have)
            elif self.room.snapshot is not None:
                await self._send_snapshot()
            await self._catch_up()
        finally:
            self._busy = False

    @property
    def needs_resuming(self) -> bool:
        """Whether it was taken out of the fan-out and nothing brings it back yet."""
        return self._is_in and not self.is_live and not self._busy

    def pause(self) -> None:
        """Stop sending, because the peer's buffer is full."""
        if self.is_live:
            self.is_live = False
            self.seq = self.room.flushed
            self.room.silence(self)

    async def resume(self) -> None:
        """Send what was missed while the peer was slow.

        Raises:
            StorageError: The log cannot be read.
        """
        if not self.needs_resuming:
            return
        self._busy = True
        try:
            self.peer.send(encode_frame(Resync(self.room.key.document, self.seq)))
            await self._catch_up()
        finally:
            self._busy = False

    def leave(self) -> None:
        """Go out of the room."""
        self._is_in = self.is_live = False
        self.room.leave(self)

    async def _start_for(self, have: Mapping[ChainName, int]) -> int:
        stored = self.room.durable if self.room.durable > self.room.base else self.room.loaded
        lagging = {
            chain: have.get(chain, 0) + 1 for chain, head in self.room.heads.items() if have.get(chain, 0) < head
        }
        if len(lagging) > _MOST_LAGGING:
            return 0
        return await self._reader.first_missing(self.room.number, lagging, stored + 1) - 1

    async def _send_snapshot(self) -> None:
        snapshot = self.room.snapshot
        assert snapshot is not None  # noqa: S101 - the caller has looked.
        offset, document = 0, self.room.key.document
        while self._is_in and offset < snapshot.total:
            if self.peer.paused:
                await self.peer.writable()
                continue
            parts = await self._reader.parts(self.room.number, snapshot.hash, offset)
            if not parts:
                raise StorageError("a snapshot is not there as it was noted")
            for start, data in parts:
                part = SnapshotPart(document, snapshot.hash, snapshot.upto, snapshot.total, start, data)
                self.peer.send(encode_frame(part))
                offset = start + len(data)
        self.seq = snapshot.upto

    async def _catch_up(self) -> None:
        room = self.room
        while self._is_in and not self.is_live:
            if self.peer.paused:
                await self.peer.writable()
                continue
            if self.seq >= room.loaded:
                self.seq = max(self.seq, room.base)
            if self.seq >= room.ring_base:
                self._finish()
                continue
            rows = await self._reader.rows(room.number, self.seq)
            if not rows:
                raise StorageError("a log is not there as it was noted")
            # Another process may have stored what this one has not heard of.
            room.take(item for _, items in rows for item in items_of(items))
            if self._is_in:
                self._send(items_after(rows[0][1], self.seq) + b"".join(items for _, items in rows[1:]))
                self.seq = rows[-1][0]

    def _finish(self) -> None:
        """Send the rest from memory and go live in this very turn of the loop, so that nothing slips between."""
        room = self.room
        if self.seq > room.flushed:
            # What this one has read already must not come once more with what the others are about to get.
            room.flush()
        if self.seq < room.flushed:
            for _, items in packed(room.tail_after(self.seq)):
                self._send(items)
            self.seq = room.flushed
        # That write may have filled the buffer: whoever is paused must not be in the fan-out.
        if self.peer.paused:
            return
        self._have = None
        self.is_live = True
        room.go_live(self)
        self.peer.send(encode_frame(Joined(room.key.document, room.flushed, room.workspace.state.seq)))

    def _send(self, items: bytes) -> None:
        if self._have is not None:
            items = lacking(items_of(items), self._have)
        if items:
            self.peer.send(batch_frame(self.room.document, (items,)))
