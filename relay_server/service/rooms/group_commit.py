"""One thread that makes envelopes durable: what came in while it was busy becomes one transaction.

Whatever waits is settled in order: stored, found to be
stored before (a retry), or failed. After a failure a room is ``broken``: nothing more of it is stored, because the numbers
that were sent out would have a hole; it is opened anew from the database.

Rights are looked at once more inside the transaction: if the membership log has grown since an envelope was taken, and takes
it its right, it is refused after all. So nothing is acknowledged behind a cut that is stored already, and whoever stores a
cut finds in the same way everything that was acknowledged before.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import structlog

from relay_server.domain.activity import EditPlace
from relay_server.domain.log_row import ITEM_HEAD_BYTES
from relay_server.domain.rooms import ChainHead, ChainName, ChainPlace, RoomCommit, RoomKey
from relay_server.errors import StorageError
from relay_server.ports.memberships import Memberships
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from relay_server.service.activity_counter import ActivityCounter
from relay_server.service.rooms.peer import Peer
from sync.protocol.authorise import authorise
from sync.protocol.envelope import parse_header
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.membership.state import WorkspaceState

Pauses: TypeAlias = tuple[tuple[int, float], ...]

_PAUSES_S: Pauses = ((6, 0.002), (16, 0.020), (28, 0.032), (1 << 62, 0.064))
"""How long the thread waits for more after a commit of fewer than so many envelopes."""
_MOST_BYTES = 8 << 20
_ORDER_AFTER, _ORDER_BYTES = 8_000, 2 << 20
"""After so many envelopes, or bytes of them, the storage puts in its place what it stored quickly."""


class LogTarget(Protocol):
    """What the thread knows of a room; ``broken`` is the one thing that it changes."""

    number: int
    broken: bool

    @property
    def key(self) -> RoomKey:
        """Workspace and document."""

    def settled(self, entries: Sequence[Waiting]) -> None:
        """Take note that envelopes are durable, now or before: those of one commit, in their order."""

    def failed(self, entry: Waiting) -> None:
        """Take note that an envelope is not durable."""


@dataclass(slots=True)
class Waiting:
    """An envelope that waits to be durable.

    Attributes:
        room: Where.
        peer: Who hears of it.
        request: The peer's number for it.
        item: The batch item; empty for a retry, whose number is looked up.
        chain: Its chain; None for what is in none.
        head: What it makes the head of its chain.
        user: Whose device made it.
        seq: Its number; 0 until a retry was found.
        size: Bytes that it holds in memory.
        judged_at: Operation of the membership log up to which its right was judged.
        refusal: Why it failed, if it is not the storage.
    """

    room: LogTarget
    peer: Peer
    request: int
    item: bytes
    chain: ChainName | None
    head: ChainHead | None
    user: str
    seq: int
    size: int
    judged_at: int
    refusal: ErrorCode | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a batch, how long it took, and how many bytes the workspaces hold that got something."""

    stored: Sequence[Waiting]
    failed: Sequence[Waiting]
    seconds: float
    used: Mapping[str, int]


Rooms: TypeAlias = "dict[LogTarget, list[Waiting]]"
Entry: TypeAlias = "Waiting | Callable[[], None]"


class GroupCommit:
    """Takes envelopes in the event loop, settles them from its own thread."""

    def __init__(
        self,
        transactions: Transactions,
        memberships: Memberships,
        activity: ActivityCounter,
        settle: Callable[[Settled], None],
    ) -> None:
        """Start the thread.

        Args:
            transactions: Where to.
            memberships: Rights, as the transaction sees them.
            activity: Notes who edited what.
            settle: Called in the thread for every batch; hands it over to the loop.
        """
        self._transactions = transactions
        self._memberships = memberships
        self._activity = activity
        self._settle = settle
        self._queue: deque[Entry] = deque()
        self._wake = threading.Event()
        self._is_idle = False
        self._closing = threading.Event()
        self._log = structlog.get_logger(__name__)
        self._unordered = self._unordered_bytes = 0
        self._thread = threading.Thread(target=self._run, name="aio-relay-commit", daemon=True)
        self._thread.start()

    @property
    def depth(self) -> int:
        """Number of entries that wait."""
        return len(self._queue)

    def put(self, entry: Entry) -> None:
        """Make an envelope durable; a function is called in the thread once everything before it is settled."""
        self._queue.append(entry)
        if self._is_idle:
            self._wake.set()

    def close(self, timeout_s: float) -> bool:
        """Settle what waits and end the thread; True if it ended in time."""
        self._closing.set()
        self._wake.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        # What a process that was killed left.
        self._put_in_order()
        self._settle_all()
        self._put_in_order()

    def _settle_all(self) -> None:
        while True:
            self._wait_for_more()
            batch, functions = self._taken()
            if batch:
                self._settle(self._committed(batch))
            for function in functions:
                function()
            if self._unordered >= _ORDER_AFTER or self._unordered_bytes >= _ORDER_BYTES:
                self._put_in_order()
            if not self._queue and self._closing.is_set():
                return
            # What comes in during this pause shares the next commit: the busier, the fewer commits.
            self._closing.wait(next(pause for bound, pause in self._pauses() if len(batch) < bound))

    def _pauses(self) -> Pauses:
        return _PAUSES_S

    def _wait_for_more(self) -> None:
        # Said before looking: whoever adds after the look finds it said.
        self._is_idle = True
        if not self._queue and not self._closing.is_set():
            self._wake.wait()
        self._is_idle = False
        self._wake.clear()

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
        good = [entry for entry in batch if not entry.room.broken]
        used: Mapping[str, int] = {}
        try:
            used = self._write(good)
        except StorageError as error:
            self._log.error("group_commit_refused", reason=str(error), envelopes=len(good))
            self._give_up(good)
        except Exception:  # noqa: BLE001 - the thread must outlive a fault of ours; it is logged, and nothing is acknowledged.
            self._log.exception("group_commit_failed")
            self._give_up(good)
        self._unordered += len(good)
        self._unordered_bytes += sum(entry.size for entry in good)
        failed = [entry for entry in batch if entry.room.broken or entry.refusal is not None]
        stored = [entry for entry in batch if not entry.room.broken and entry.refusal is None] if failed else batch
        return Settled(stored, failed, time.perf_counter() - start, used)

    def _write(self, batch: list[Waiting]) -> Mapping[str, int]:
        """Settle a batch; returns how many bytes the workspaces hold that got something."""
        if not any(entry.item for entry in batch):
            with self._transactions.read() as unit:
                look_up(unit, batch)
            return {}
        with self._transactions.write() as unit:
            self._judge_again(unit, batch)
            rooms = by_room([entry for entry in batch if entry.item and not entry.room.broken])
            used = self._store(unit, rooms)
            look_up(unit, batch)
        return used

    def _store(self, unit: UnitOfWork, rooms: Rooms) -> Mapping[str, int]:
        if not rooms:
            return {}
        commits = [RoomCommit(room.number, room.key.workspace, entries) for room, entries in rooms.items()]
        used = unit.rooms.commit(commits)
        self._activity.note(unit, edits_of(rooms))
        return used

    def _judge_again(self, unit: UnitOfWork, batch: list[Waiting]) -> None:
        for workspace, entries in by_workspace(batch).items():
            state = self._memberships.inside(unit, workspace)
            for entry in entries:
                if state is not None and entry.judged_at == state.seq:
                    continue
                entry.refusal = late_refusal(state, entry)
                if entry.refusal is not None:
                    # Its number was sent out already, and later envelopes of its chain may follow it.
                    entry.room.broken = True

    def _put_in_order(self) -> None:
        self._unordered = self._unordered_bytes = 0
        try:
            with self._transactions.write() as unit:
                unit.rooms.put_in_order()
        except StorageError as error:
            # It is found where it is, and the next turn takes it along.
            self._log.error("log_not_put_in_order", reason=str(error))
        except Exception:  # noqa: BLE001 - as above: the thread must outlive it.
            self._log.exception("log_not_put_in_order")

    def _give_up(self, batch: list[Waiting]) -> None:
        """Nothing of a batch was stored: its numbers were sent out, so that its rooms have to be opened anew."""
        for entry in batch:
            entry.room.broken = True


def by_room(entries: Iterable[Waiting]) -> Rooms:
    """Return envelopes by room, each in their order."""
    found: Rooms = {}
    for entry in entries:
        found.setdefault(entry.room, []).append(entry)
    return found


def by_workspace(entries: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    """Return envelopes by workspace, always in the same order."""
    found: dict[str, list[Waiting]] = {}
    for entry in entries:
        found.setdefault(entry.room.key.workspace, []).append(entry)
    return dict(sorted(found.items()))


def edits_of(rooms: Rooms) -> dict[EditPlace, int]:
    """Return how many edits there are by workspace, user and document."""
    found: dict[EditPlace, int] = {}
    for room, entries in rooms.items():
        workspace, document = room.key.workspace, room.key.document
        for entry in entries:
            if entry.chain is not None:
                place = workspace, entry.user, document
                found[place] = found.get(place, 0) + 1
    return found


def look_up(unit: UnitOfWork, batch: Iterable[Waiting]) -> None:
    """Find the numbers of retries."""
    for room, entries in by_room([entry for entry in batch if not entry.item and entry.refusal is None]).items():
        places = [_place(entry) for entry in entries]
        found = unit.rooms.locate(room.number, set(places))
        for entry, place in zip(entries, places, strict=True):
            seq, digest = found.get(place, (0, b""))
            if entry.head is not None and digest == entry.head.hash:
                entry.seq = seq
            else:
                entry.refusal = ErrorCode.COUNTER_FORK


def _place(entry: Waiting) -> ChainPlace:
    assert entry.chain is not None  # noqa: S101 - only what is in a chain is recognised when it comes again.
    assert entry.head is not None  # noqa: S101 - as above.
    return entry.chain, entry.head.counter


def late_refusal(state: WorkspaceState | None, entry: Waiting) -> ErrorCode | None:
    """Return why an envelope is refused by a membership log that has grown since it was taken."""
    if state is None:
        return ErrorCode.UNKNOWN_WORKSPACE
    if not entry.item:
        return None
    try:
        authorise(state, parse_header(memoryview(entry.item)[ITEM_HEAD_BYTES:]))
    except NotAuthorised as error:
        return error.code
    return None
