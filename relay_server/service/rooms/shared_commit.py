"""Makes envelopes durable where several processes serve one database: there they get their numbers, one order for all.

For each room of a batch the transaction holds the room's row, so that whoever commits next continues where this one ended. What
continues a chain is decided by the chains as they are stored: the device may have written through another process a moment
ago. Nothing was sent out before, so that a refusal or a failure leaves no hole; others are told after the commit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from relay_server.domain.chain_check import Continuation, judge_continuation
from relay_server.domain.log_row import ITEM_HEAD_BYTES
from relay_server.domain.rooms import ChainHead, ChainName, HeldRoom
from relay_server.ports.memberships import Memberships
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from relay_server.service.activity_counter import ActivityCounter
from relay_server.service.rooms.group_commit import (
    GroupCommit,
    LogTarget,
    Pauses,
    Rooms,
    Settled,
    Waiting,
    by_room,
    by_workspace,
    late_refusal,
    look_up,
)
from sync.protocol.envelope import parse_header
from sync.protocol.errors import ChainRefused, ErrorCode
from sync.protocol.frame_codec import stored_item

_PREVIOUS = slice(ITEM_HEAD_BYTES + 58, ITEM_HEAD_BYTES + 74)

# Here nothing is sent on before it is stored; but a commit costs more than a millisecond, whatever is in it, and each process makes its own.
_ALONE: Pauses = ((6, 0.002), (16, 0.020), (1 << 62, 0.030))
_IN_COMPANY: Pauses = ((6, 0.002), (16, 0.020), (1 << 62, 0.045))

Tell = Callable[[LogTarget, bytes], None]
"""Called in the committing thread, after the commit, with a room and the items that it got."""


class SharedCommit(GroupCommit):
    """A GroupCommit that numbers in the database."""

    def __init__(
        self,
        transactions: Transactions,
        memberships: Memberships,
        activity: ActivityCounter,
        settle: Callable[[Settled], None],
        tell: Tell,
        quota_bytes: int = 0,
        in_company: Callable[[], bool] = lambda: False,
    ) -> None:
        """Start the thread.

        Args:
            transactions: Where to.
            memberships: Rights, as the transaction sees them.
            activity: Notes who edited what.
            settle: Called in the thread for every batch; hands it over to the loop.
            tell: Tells other processes what was stored.
            quota_bytes: What a workspace may hold, whoever brings it; 0 for no limit.
            in_company: Whether other processes store in the same database.
        """
        self._tell = tell
        self._quota = quota_bytes
        self._in_company = in_company
        super().__init__(transactions, memberships, activity, settle)

    def _pauses(self) -> Pauses:
        return _IN_COMPANY if self._in_company() else _ALONE

    def _write(self, batch: list[Waiting]) -> Mapping[str, int]:
        if not any(entry.item for entry in batch):
            return super()._write(batch)
        with self._transactions.write() as unit:
            self._judge_again(unit, batch)
            rooms = self._numbered(unit, [entry for entry in batch if entry.item and entry.refusal is None])
            used = self._store(unit, rooms)
            look_up(unit, batch)
        for room, entries in rooms.items():
            self._tell(room, b"".join([entry.item for entry in entries]))
        return used

    def _numbered(self, unit: UnitOfWork, batch: list[Waiting]) -> Rooms:
        """Give numbers to the envelopes that continue their chains and find space; returns those."""
        space = self._space_for(unit, batch)
        rooms = by_room(batch)
        wanted = {
            room.number: {entry.chain for entry in entries if entry.chain is not None}
            for room, entries in rooms.items()
        }
        held = unit.rooms.hold(wanted)
        found = {room: _numbered(held[room.number], entries, space) for room, entries in rooms.items()}
        return {room: taken for room, taken in found.items() if taken}

    def _space_for(self, unit: UnitOfWork, batch: list[Waiting]) -> dict[str, float]:
        """Return how many bytes more each workspace may hold; nobody else adds to it until the transaction ends."""
        names = sorted({entry.room.key.workspace for entry in batch})
        if not self._quota:
            return dict.fromkeys(names, math.inf)
        return {name: self._quota - unit.usage.hold(name) for name in names}

    def _put_in_order(self) -> None:
        """Do nothing: a database for several processes stores everything where it belongs."""

    def _judge_again(self, unit: UnitOfWork, batch: list[Waiting]) -> None:
        # Whoever changes a log waits for this commit, or this one for them: no cut is overtaken.
        for workspace, entries in by_workspace(batch).items():
            state = self._memberships.inside(unit, workspace)
            for entry in entries:
                if state is None or state.seq != entry.judged_at:
                    entry.refusal = late_refusal(state, entry)

    def _give_up(self, batch: list[Waiting]) -> None:
        for entry in batch:
            entry.refusal = ErrorCode.STORAGE


def _numbered(held: HeldRoom, entries: list[Waiting], space: dict[str, float]) -> list[Waiting]:
    """Give numbers to the envelopes that continue their chains and find space; returns those."""
    head, heads = held
    taken: list[Waiting] = []
    for entry in entries:
        if not _continues(heads, entry, space):
            continue
        space[entry.room.key.workspace] -= entry.size
        head += 1
        entry.seq = head
        entry.item = stored_item(head, entry.item[ITEM_HEAD_BYTES:])
        taken.append(entry)
    return taken


def _fits(space: dict[str, float], entry: Waiting) -> bool:
    if entry.size > space[entry.room.key.workspace]:
        entry.refusal = ErrorCode.QUOTA
        return False
    return True


def _continues(heads: dict[ChainName, ChainHead], entry: Waiting, space: dict[str, float]) -> bool:
    if entry.chain is None or entry.head is None:
        return _fits(space, entry)
    known = heads.get(entry.chain)
    if not _follows(known, entry.head, entry.item):
        try:
            continuation = judge_continuation(
                known, parse_header(memoryview(entry.item)[ITEM_HEAD_BYTES:]), entry.head.hash
            )
        except ChainRefused as refused:
            entry.refusal = refused.code
            return False
        if continuation is Continuation.KNOWN:
            entry.item = b""
            return False
    if not _fits(space, entry):
        return False
    heads[entry.chain] = entry.head
    return True


def _follows(known: ChainHead | None, head: ChainHead, item: bytes) -> bool:
    """Tell at a glance, as almost always, whether an envelope is the next one of its chain."""
    return (
        known is not None
        and head.counter == known.counter + 1
        and head.log_seq >= known.log_seq
        and item[_PREVIOUS] == known.hash
    )
