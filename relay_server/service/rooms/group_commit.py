"""One thread that makes envelopes durable: what came in while it was busy becomes one transaction.

A room gets one row for each commit (more where it would be over 64 KB). Whatever waits is settled in order: stored, found to be
stored before (a retry), or failed. After a failure a room is ``broken``: nothing more of it is stored, because the numbers
that were sent out would have a hole; it is opened anew from the database.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import structlog

from relay_server.domain.log_row import packed
from relay_server.domain.rooms import IndexedEnvelope, RoomCommit, RoomKey
from relay_server.errors import StorageError
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from relay_server.service.rooms.peer import Peer

_PAUSE_S = 0.002
_MOST_BYTES = 8 << 20


class LogTarget(Protocol):
    """What the thread knows of a room; ``broken`` is the one thing that it changes."""

    number: int
    broken: bool

    @property
    def key(self) -> RoomKey:
        """Workspace and document."""

    def settled(self, entry: Waiting) -> None:
        """Take note that an envelope is durable."""


@dataclass(slots=True)
class Waiting:
    """An envelope that waits to be durable.

    Attributes:
        room: Where.
        peer: Who hears of it.
        request: The peer's number for it.
        item: The batch item; empty for a retry, whose number is looked up.
        place: Its place in the index; None for what is in no chain.
        seq: Its number; 0 until a retry was found.
        size: Bytes that it holds in memory.
    """

    room: LogTarget
    peer: Peer
    request: int
    item: bytes
    place: IndexedEnvelope | None
    seq: int
    size: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a batch. Retries whose ``seq`` is still 0 were forks; a failure concerns all."""

    waiting: Sequence[Waiting]
    seconds: float
    failure: str | None = None


Entry: TypeAlias = "Waiting | Callable[[], None]"


class GroupCommit:
    """Takes envelopes in the event loop, settles them from its own thread."""

    def __init__(self, transactions: Transactions, settle: Callable[[Settled], None]) -> None:
        """Start the thread.

        Args:
            transactions: Where to.
            settle: Called in the thread for every batch; hands it over to the loop.
        """
        self._transactions = transactions
        self._settle = settle
        self._queue: deque[Entry] = deque()
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._log = structlog.get_logger(__name__)
        self._thread = threading.Thread(target=self._run, name="aio-relay-commit", daemon=True)
        self._thread.start()

    @property
    def depth(self) -> int:
        """Number of entries that wait."""
        return len(self._queue)

    def put(self, entry: Entry) -> None:
        """Make an envelope durable; a function is called in the thread once everything before it is settled."""
        self._queue.append(entry)
        if not self._wake.is_set():
            self._wake.set()

    def close(self, timeout_s: float) -> bool:
        """Settle what waits and end the thread; True if it ended in time."""
        self._closing.set()
        self._wake.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            batch, functions = self._taken()
            if batch:
                self._settle(self._committed(batch))
            for function in functions:
                function()
            if self._queue:
                self._wake.set()
            elif self._closing.is_set():
                return
            # What comes in during this pause shares the next commit; a disk that syncs is never asked more often.
            self._closing.wait(_PAUSE_S)

    def _taken(self) -> tuple[list[Waiting], list[Callable[[], None]]]:
        """Take from the queue up to a size; what comes after functions waits for the next turn."""
        batch: list[Waiting] = []
        functions: list[Callable[[], None]] = []
        size = 0
        while self._queue and size < _MOST_BYTES:
            entry = self._queue[0]
            if not isinstance(entry, Waiting):
                functions.append(entry)
            elif functions:
                break
            else:
                batch.append(entry)
                size += len(entry.item)
            self._queue.popleft()
        return batch, functions

    def _committed(self, batch: list[Waiting]) -> Settled:
        start = time.perf_counter()
        if any(entry.room.broken for entry in batch):
            return self._without_broken(batch)
        try:
            self._write(batch)
        except StorageError as error:
            return self._failed(batch, str(error), start)
        except Exception:  # noqa: BLE001 - the thread must outlive a fault of ours; it is logged, and nothing is acknowledged.
            self._log.exception("group_commit_failed")
            return self._failed(batch, "an unexpected error", start)
        return Settled(batch, time.perf_counter() - start)

    def _without_broken(self, batch: list[Waiting]) -> Settled:
        """Fail what belongs to broken rooms and put the rest in front of the queue again."""
        self._queue.extendleft(entry for entry in reversed(batch) if not entry.room.broken)
        return Settled([entry for entry in batch if entry.room.broken], 0.0, "the room is opened anew")

    def _failed(self, batch: list[Waiting], why: str, start: float) -> Settled:
        for entry in batch:
            entry.room.broken = True
        self._log.error("group_commit_refused", reason=why, envelopes=len(batch))
        return Settled(batch, time.perf_counter() - start, why)

    def _write(self, batch: list[Waiting]) -> None:
        rooms: dict[int, list[Waiting]] = {}
        for entry in batch:
            if entry.item:
                rooms.setdefault(entry.room.number, []).append(entry)
        retries = [entry for entry in batch if not entry.item]
        if not rooms:
            with self._transactions.read() as unit:
                _look_up(unit, retries)
            return
        with self._transactions.write() as unit:
            unit.rooms.commit([_room_commit(entries) for entries in rooms.values()])
            _look_up(unit, retries)


def _room_commit(entries: list[Waiting]) -> RoomCommit:
    room = entries[0].room
    rows = tuple(packed([entry.item for entry in entries]))
    places = tuple(entry.place for entry in entries if entry.place is not None)
    return RoomCommit(room.number, room.key.workspace, rows, places)


def _look_up(unit: UnitOfWork, retries: list[Waiting]) -> None:
    for entry in retries:
        place = entry.place
        found = None if place is None else unit.rooms.locate(entry.room.number, place.chain, place.counter)
        if place is not None and found is not None and found[1] == place.hash:
            entry.seq = found[0]
