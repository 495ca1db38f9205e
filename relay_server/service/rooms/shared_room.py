"""A room that several processes serve: it sends what is stored, in the order in which the database numbered it.

What this process stored comes from its commits, what others stored by the broker. Numbers have no holes, so that whatever the broker
lost is noticed by the next number, or by a look at the database from time to time, and read from the log.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable, Iterable

from relay_server.domain.chain_check import Continuation, judge_continuation
from relay_server.domain.expected import Expected
from relay_server.domain.log_row import items_of, seq_of
from relay_server.domain.rooms import ChainHead, ChainName, RoomKey, Snapshot, StoredRoom
from relay_server.service.rooms.abroad import Kind, abroad_message, read_snapshot, snapshot_body, split_message
from relay_server.service.rooms.group_commit import Waiting
from relay_server.service.rooms.member import Member
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.room import Room, RoomServices
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.envelope import EnvelopeHeader, EnvelopeType
from sync.protocol.errors import ChainRefused
from sync.protocol.frame_codec import ephemeral_item, stored_item
from sync.protocol.frames import NoticeCode

_PATIENCE_S = 0.025
"""How long a missing number may be on its way before it is looked for in the log."""

_PRESENCE_S = 0.016
_MOST_EARLY = 4_096
# Type, device, writer, counter and operation of the log, in an item.
_PLACE = struct.Struct(">14xB16x16s8s4xQI")
_UPDATE = EnvelopeType.UPDATE.value
_NO_HASH = b""
"""In the place of a head's hash: who judges a chain here asks how far it has come, and the database for all else."""

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

    def settled(self, entry: Waiting) -> None:
        """Take note that an envelope is stored, now or before."""
        self._pending -= 1
        self.workspace.waiting -= entry.size
        if entry.item:
            before = self._since_snapshot
            self.take([entry.item], entry.peer)
            if self._since_snapshot > before:
                self._ask_for_snapshot(entry.peer)
        elif entry.seq > self.seq:
            self.want(entry.seq)

    def failed(self, entry: Waiting) -> None:
        """Take note that an envelope is not stored, as far as this process knows."""
        self._pending -= 1
        self.workspace.waiting -= entry.size

    def take(self, items: Iterable[bytes], sender: object = _ELSEWHERE) -> None:
        """Take stored items, in any order; those that are here already are passed over."""
        for item in items:
            seq = seq_of(item)
            if seq == self.seq + 1:
                self._accept(item, sender)
                while self._early and (found := self._early.pop(self.seq + 1, None)):
                    self._accept(*found)
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
            self.take(items_of(body))
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

    def _accept(self, item: bytes, sender: object) -> None:
        self.seq = self.durable = seq_of(item)
        self._ring.append(item)
        self._ring_bytes += len(item)
        kind, device, writer, counter, log_seq = _PLACE.unpack_from(item)
        if kind == _UPDATE:
            self._chains[device, writer] = ChainHead(counter, log_seq, _NO_HASH)
        self._since_snapshot += 1
        self._emit(item, sender, lasting=True)
        self._trim_ring()

    def _is_at(self, expected: Expected) -> bool:
        """Tell whether a chain is not known here to have gone on, nor the log, since the envelope before the expected one came."""
        known = self._chains.get(expected.chain)
        has_gone_on = known is not None and known.counter > expected.head.counter
        return not has_gone_on and self.workspace.state is expected.state

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
