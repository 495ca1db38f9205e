"""A room that several processes serve: it sends what is stored, in the order in which the database numbered it.

What this process stored comes from its commits, what others stored by the broker. Numbers have no holes, so that whatever the broker
lost is noticed by the next number, or by a look at the database from time to time, and read from the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from relay_server.domain.chain_check import Continuation, judge_continuation
from relay_server.domain.expected import Expected
from relay_server.domain.log_row import extent_of, items_of, seq_of
from relay_server.domain.pace import SMALL_ROOM
from relay_server.domain.rooms import ChainHead, ChainName, RoomKey, Snapshot, StoredRoom
from relay_server.service.rooms.abroad import Kind, abroad_message, read_snapshot, snapshot_body, split_message
from relay_server.service.rooms.group_commit import Waiting
from relay_server.service.rooms.member import Member
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.recent_runs import RecentRuns
from relay_server.service.rooms.room import Room, RoomServices
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.errors import ChainRefused
from sync.protocol.frame_codec import ephemeral_item, stored_item
from sync.protocol.frames import NoticeCode

_PATIENCE_S = 0.025
"""How long a missing number may be on its way before it is looked for in the log."""

_PRESENCE_S = 0.016
_MOST_EARLY = 4_096
_LONGEST_TICK_S = 0.033
_ELSEWHERE = object()


class SharedRoom(Room):
    """A Room whose numbers the database gives.

    Attributes:
        wanted: Highest number that is known to be stored; what is missing up to it is read from the log.
        end_subscription: Ends the subscription to what other processes tell.
    """

    __slots__ = (
        "_early",
        "_pending",
        "_presence",
        "_presence_timer",
        "_recent",
        "_seek",
        "_seeking",
        "_tell",
        "end_subscription",
        "wanted",
    )

    def __init__(
        self,
        key: RoomKey,
        stored: StoredRoom,
        workspace: LiveWorkspace,
        services: RoomServices,
        tell: Callable[[bytes], bool],
        seek: Callable[[SharedRoom], None],
    ) -> None:
        """Take the room as it is stored.

        Args:
            key: Workspace and document.
            stored: What the database has.
            workspace: Whose.
            services: Of the hub.
            tell: Tells the room's other processes something; False if they cannot be told now.
            seek: Begins to read from the log what is missing.
        """
        super().__init__(key, stored, workspace, services)
        # Nothing is sent before it is stored, so that no number was ever seen that is not in the log.
        self.base = self.seq = self.flushed = self.durable = self.ring_base = self.wanted = stored.head
        self.end_subscription: Callable[[], None] = lambda: None
        self._tell = tell
        self._seek = seek
        self._early: dict[int, tuple[bytes, object]] = {}
        self._recent = RecentRuns(stored.head)
        self._pending = 0
        self._presence: dict[Peer, bytes] = {}
        self._presence_timer: asyncio.TimerHandle | None = None
        self._seeking: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nobody is here and nothing waits to be stored."""
        return not self.members and not self._pending

    def close(self) -> None:
        """Send nothing any more."""
        super().close()
        self.end_subscription()
        for timer in (self._presence_timer, self._seeking):
            if timer is not None:
                timer.cancel()

    # What peers of this process send.

    def ephemeral(self, peer: Peer, payload: bytes) -> None:
        """Pass presence on, here at once and to other processes a tick later."""
        super().ephemeral(peer, payload)
        self._presence[peer] = ephemeral_item(bytes.fromhex(peer.device), payload)
        if self._presence_timer is None:
            self._presence_timer = self._services.loop.call_later(_PRESENCE_S, self._send_presence)

    def signal_elsewhere(self, device: str, frame: bytes) -> bool:
        """Pass a signal to a device that may be connected to another process."""
        if not self.workspace.is_member(device):
            return False
        return self._tell(abroad_message(Kind.SIGNAL, bytes.fromhex(device) + frame))

    def leave(self, member: Member) -> None:
        """Let somebody go, and tell the others."""
        was_in = member in self.members
        super().leave(member)
        self._presence.pop(member.peer, None)
        if was_in:
            self._tell(abroad_message(Kind.LEFT, bytes.fromhex(member.peer.device)))

    # What is stored.

    def settled(self, entries: Sequence[Waiting]) -> None:
        """Take note that envelopes are stored, now or before."""
        self._pending -= len(entries)
        self.workspace.waiting -= sum(entry.size for entry in entries)
        fresh = [entry for entry in entries if entry.item]
        if fresh:
            self._take_own(fresh)
        for entry in entries:
            if entry.seq > self.seq:
                self.want(entry.seq)

    def _take_own(self, entries: list[Waiting]) -> None:
        before = self._since_snapshot
        if len(self._live) < SMALL_ROOM:
            for entry in entries:
                self._take_item(entry.seq, entry.item, entry.peer)
        else:
            self._take_run(b"".join([entry.item for entry in entries]))
            # What others stored meanwhile goes along.
            self._services.turns.at_end(self._flush_due)
        self._ask_for_snapshot(entries[-1].peer, before)

    def failed(self, entry: Waiting) -> None:
        """Take note that an envelope is not stored, as far as this process knows."""
        self._pending -= 1
        self.workspace.waiting -= entry.size

    def take(self, items: Iterable[bytes]) -> None:
        """Take stored items, in any order; those that are here already are passed over."""
        for item in items:
            self._take_item(seq_of(item), item, _ELSEWHERE)

    def _take_run(self, run: bytes) -> None:
        """Take items that were stored together; almost always they are the next ones, without a hole."""
        first, (last, count) = seq_of(run), extent_of(run)
        if first == self.seq + 1 and last == self.seq + count:
            self._accept(run, last, count, _ELSEWHERE)
            self._accept_early()
        else:
            self.take(items_of(run))

    def _take_item(self, seq: int, item: bytes, sender: object) -> None:
        if seq == self.seq + 1:
            self._accept(item, seq, 1, sender)
            self._accept_early()
        elif seq > self.seq:
            if len(self._early) < _MOST_EARLY:
                self._early[seq] = (item, sender)
            self.want(seq)

    def want(self, seq: int) -> None:
        """Take note that everything up to a number is stored; what does not come by itself soon is looked for."""
        self.wanted = max(self.wanted, seq)
        if self._seeking is None and self.wanted > self.seq:
            self._seeking = self._services.loop.call_later(_PATIENCE_S, self._begin_seeking)

    def hear(self, message: bytes) -> None:
        """Take what another process tells."""
        kind, body = split_message(message)
        if kind is Kind.ITEMS:
            self._take_run(body)
        elif kind is Kind.PRESENCE:
            for item in items_of(body):
                self._emit(item, item[5:21], lasting=False)
        elif kind is Kind.SIGNAL:
            device, frame = body[:16].hex(), body[16:]
            for member in self.members:
                if member.peer.device == device and not member.peer.paused:
                    member.peer.send(frame)
        elif kind is Kind.LEFT:
            self._tell_departure(body.hex())
        elif kind is Kind.SNAPSHOT:
            self.note_snapshot(read_snapshot(body))

    def took_snapshot(self, snapshot: Snapshot) -> None:
        """Take note of a new snapshot, and tell the other processes: who comes to them first gets it too."""
        self.note_snapshot(snapshot)
        self._tell(abroad_message(Kind.SNAPSHOT, snapshot_body(snapshot)))

    def note_snapshot(self, snapshot: Snapshot) -> None:
        """Take note of a snapshot that another process stored, or that was found in the database."""
        self.want(snapshot.upto)
        super().took_snapshot(snapshot)

    @property
    def heads(self) -> dict[ChainName, int]:
        """How far each chain has come."""
        self._read_heads()
        return super().heads

    def _read_heads(self) -> None:
        self._chains |= self._recent.take_heads()

    def tail_after(self, seq: int) -> list[bytes]:
        """Return the items in memory that were sent to live members and have higher numbers."""
        return self._recent.after(seq, self.flushed)

    def _accept(self, run: bytes, last: int, count: int, sender: object) -> None:
        self.seq = self.durable = last
        self.ring_base = self._recent.add(last, run)
        self._since_snapshot += count
        self._joined += count - 1
        self._emit(run, sender, lasting=True)

    def _accept_early(self) -> None:
        """Accept what came before its turn, and forget what came again in a run."""
        while self._early:
            found = self._early.pop(self.seq + 1, None)
            if found is None:
                break
            self._accept(found[0], self.seq + 1, 1, found[1])
        if self._early and min(self._early) <= self.seq:
            self._early = {seq: found for seq, found in self._early.items() if seq > self.seq}

    def _interval(self) -> float:
        # What this process is about to store goes out with what others stored.
        interval = super()._interval()
        return _LONGEST_TICK_S if interval and self._pending else interval

    def _append_unexpected(self, peer: Peer, request: int, envelope: bytes) -> int:
        self._read_heads()
        return super()._append_unexpected(peer, request, envelope)

    def _is_at(self, expected: Expected) -> bool:
        """Tell whether the log is where it was; whether the chain has gone on elsewhere is seen when it is stored."""
        return self.workspace.state is expected.state

    def _judge(self, head: ChainHead | None, header: EnvelopeHeader, digest: bytes) -> Continuation:
        # Only a retry is recognised here: whether a chain continues is decided where the other processes' envelopes are known.
        try:
            return judge_continuation(head, header, digest)
        except ChainRefused:
            return Continuation.NEXT

    def _retry(self, entry: Waiting) -> None:
        self._pending += 1
        super()._retry(entry)

    def _take(
        self, peer: Peer, request: int, envelope: bytes, chain: ChainName | None, head: ChainHead | None, user: str
    ) -> int:
        item = stored_item(0, envelope)
        size, workspace = len(item), self.workspace
        self._pending += 1
        workspace.waiting += size
        self._services.commit.put(Waiting(self, peer, request, item, chain, head, user, 0, size, workspace.state.seq))
        return size

    def _check_space(self, size: int) -> None:
        """Leave it to the transaction: only there is known what the other processes stored."""

    def _begin_seeking(self) -> None:
        self._seeking = None
        if self.wanted > self.seq:
            self._seek(self)

    def _send_presence(self) -> None:
        self._presence_timer = None
        presence, self._presence = self._presence, {}
        if presence:
            self._tell(abroad_message(Kind.PRESENCE, b"".join(presence.values())))

    def _tell_departure(self, device: str) -> None:
        left = sum(1 for one in self.members if one.peer.device == device)
        for one in self.members:
            one.peer.notify(NoticeCode.PEER_LEFT, self.key.workspace, device, left)
