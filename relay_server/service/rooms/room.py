"""A room: numbers envelopes, sends them to its live members, and keeps what is not durable yet.

Everything happens in the event loop and nothing waits. Members are tuples that are replaced, never changed, so that whoever
leaves while the room is sending does no harm.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay_server.domain.chain_check import Continuation, judge_continuation
from relay_server.domain.expected import Expected
from relay_server.domain.log_row import seq_of
from relay_server.domain.pace import SMALL_ROOM, Tick
from relay_server.domain.rooms import (
    HASH_BYTES,
    SEQ_JUMP,
    ChainHead,
    ChainName,
    RoomKey,
    Snapshot,
    StoredRoom,
    chain_of,
)
from relay_server.domain.server_frame import server_frame
from relay_server.service.rooms.figures import Figures
from relay_server.service.rooms.group_commit import GroupCommit, Waiting
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.turns import Turns
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.authorise import check_adopted
from sync.protocol.envelope import EnvelopeHeader, EnvelopeType, envelope_hash, parse_header, verify_envelope
from sync.protocol.errors import ErrorCode, Malformed, TooLarge
from sync.protocol.frame_codec import batch_frame, ephemeral_item, stored_item
from sync.protocol.frames import NoticeCode

if TYPE_CHECKING:
    from relay_server.service.rooms.member import Member

_RING, _RING_BYTES = 64, 512 << 10
_QUIET_ROOM = 64


@dataclass(frozen=True, slots=True)
class RoomServices:
    """What every room of a hub uses."""

    loop: asyncio.AbstractEventLoop
    commit: GroupCommit
    figures: Figures
    limits: RoomLimits
    turns: Turns


class Room:
    """One document that somebody has open.

    Attributes:
        key: Workspace and document.
        number: The database's number for it.
        document: The document's id, raw.
        workspace: Whose it is.
        seq: Last number given.
        flushed: Last number sent to live members.
        durable: Last number that is stored.
        loaded: Last number that was stored when the room was opened.
        base: Numbers between ``loaded`` and this were skipped.
        ring_base: Everything after this is in memory.
        broken: A commit failed; the room must be opened anew.
        snapshot: The newest one.
        members: Everybody in the room, live or catching up.
    """

    __slots__ = (
        "_chains", "_due", "_ephemeral", "_expected", "_first", "_head", "_is_due", "_joined", "_last", "_live", "_out", "_ring", "_ring_bytes", "_services", "_since_snapshot", "_tick",
        "_timer", "_writers", "base", "broken", "document", "durable", "flushed", "key", "loaded", "members", "number",
        "ring_base", "seq", "snapshot", "workspace",
    )  # fmt: skip

    def __init__(self, key: RoomKey, stored: StoredRoom, workspace: LiveWorkspace, services: RoomServices) -> None:
        self.key = key
        self.number = stored.number
        self.document = bytes.fromhex(key.document)
        self.workspace = workspace
        self.loaded = stored.head
        # A number that was sent before its commit must never stand for something else after a crash.
        self.base = stored.head + SEQ_JUMP if stored.head else 0
        self.seq = self.flushed = self.durable = self.ring_base = self.base
        self.broken = False
        self.snapshot: Snapshot | None = stored.snapshot
        self.members: tuple[Member, ...] = ()
        self._chains = stored.chains
        self._expected: dict[Peer, Expected] = {}
        self._since_snapshot = 0 if stored.snapshot else sum(head.counter for head in stored.chains.values())
        self._services = services
        self._head = batch_frame(self.document, ())
        self._ring: deque[bytes] = deque()
        self._ring_bytes = 0
        self._out: list[tuple[object, bytes]] = []
        self._joined = 0
        self._is_due = False
        self._ephemeral: dict[object, bytes] = {}
        self._live: tuple[Member, ...] = ()
        self._writers: tuple[tuple[Peer, Callable[[bytes], object]], ...] = ()
        self._timer: asyncio.Handle | None = None
        self._tick = Tick()
        self._due = self._last = self._first = services.loop.time()
        workspace.rooms.add(self)

    @property
    def is_idle(self) -> bool:
        """Whether nobody is here and everything is stored."""
        return not self.members and self.durable == self.seq

    @property
    def heads(self) -> dict[tuple[bytes, bytes], int]:
        """How far each chain has come, not yet durable envelopes included."""
        return {chain: head.counter for chain, head in self._chains.items()}

    def enter(self, member: Member) -> None:
        """Take somebody in, who is not live yet."""
        self.members += (member,)

    def leave(self, member: Member) -> None:
        """Let somebody go, and tell the others."""
        self.silence(member)
        self._expected.pop(member.peer, None)
        if member not in self.members:
            return
        self.members = tuple(one for one in self.members if one is not member)
        if len(self.members) > _QUIET_ROOM:
            return
        left = sum(1 for one in self.members if one.peer.device == member.peer.device)
        for one in self.members:
            one.peer.notify(NoticeCode.PEER_LEFT, self.key.workspace, member.peer.device, left)

    def close(self) -> None:
        """Send nothing any more."""
        self._is_due = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def go_live(self, member: Member) -> None:
        """Send somebody everything from now on."""
        self._set_live((*self._live, member))

    def silence(self, member: Member) -> None:
        """Send somebody nothing for now."""
        self._ephemeral.pop(member.peer, None)
        if member in self._live:
            self._set_live(tuple(one for one in self._live if one is not member))

    def tail_after(self, seq: int) -> list[bytes]:
        """Return the items in memory that were sent to live members and have higher numbers."""
        return [item for item in self._ring if seq < seq_of(item) <= self.flushed]

    def append(self, peer: Peer, request: int, envelope: bytes) -> int:
        """Take an envelope: check it, cheap checks first, number it, send it on, and have it stored.

        Returns:
            The bytes that wait to be durable now.

        Raises:
            ProtocolError: It is refused; nothing was changed.
        """
        expected = self._expected.get(peer)
        if expected is not None and expected.is_met(envelope) and self._is_at(expected):
            self._check_space(len(envelope))
            return self._take(peer, request, envelope, expected.chain, expected.move_on(envelope), expected.user)
        return self._append_unexpected(peer, request, envelope)

    def _append_unexpected(self, peer: Peer, request: int, envelope: bytes) -> int:
        header, state = parse_header(envelope), self.workspace.state
        if header.document != self.key.document or header.type is EnvelopeType.SNAPSHOT:
            raise Malformed("an envelope does not belong here", ErrorCode.UNEXPECTED_FRAME)
        device = self.workspace.permit(header)
        digest = envelope_hash(envelope)
        chain = head = None
        if header.type is EnvelopeType.UPDATE:
            if state.adoptions:
                check_adopted(state, header.key, header.counter, digest)
            chain, head = chain_of(envelope), ChainHead(header.counter, header.log_seq, digest[:HASH_BYTES])
            if self._judge(self._chains.get(chain), header, head.hash) is Continuation.KNOWN:
                self._retry(Waiting(self, peer, request, b"", chain, head, device.user, 0, 0, state.seq))
                return 0
        is_own = header.device == peer.device
        if not is_own:
            verify_envelope(envelope, device.entry.signing_public)
        self._check_space(len(envelope))
        if chain is not None and head is not None and is_own and self.workspace.permits_next(header):
            self._expected[peer] = Expected(envelope, chain, head, state, device.user)
        return self._take(peer, request, envelope, chain, head, device.user)

    def _is_at(self, expected: Expected) -> bool:
        """Tell whether a chain and the log are where they were when the envelope before the expected one was taken."""
        return self._chains.get(expected.chain) is expected.head and self.workspace.state is expected.state

    def ephemeral(self, peer: Peer, payload: bytes) -> None:
        """Pass presence on; the last one of a sender counts."""
        self._emit(ephemeral_item(bytes.fromhex(peer.device), payload), peer, lasting=False)

    def settled(self, entries: Sequence[Waiting]) -> None:
        """Take note that envelopes are durable, now or before."""
        for entry in entries:
            self.workspace.waiting -= entry.size
            if entry.item:
                self.durable = entry.seq
        if len(self._ring) > _RING or self._ring_bytes > _RING_BYTES:
            self._trim_ring()

    def failed(self, entry: Waiting) -> None:
        """Take note that an envelope is not durable; the room is given up where that leaves a hole."""
        self.workspace.waiting -= entry.size

    def signal_elsewhere(self, device: str, frame: bytes) -> bool:
        """Pass a signal to a device that is not here; False if there is no other place."""
        del device, frame
        return False

    def take(self, items: Iterable[bytes]) -> None:
        """Take note of stored items that were read; here they are known."""

    def _trim_ring(self) -> None:
        """Keep the last ones in memory for those who catch up."""
        ring = self._ring
        while ring and (len(ring) > _RING or self._ring_bytes > _RING_BYTES) and seq_of(ring[0]) <= self.durable:
            oldest = ring.popleft()
            self._ring_bytes -= len(oldest)
            self.ring_base = seq_of(oldest)

    def flush(self) -> None:
        """Send what has been collected to every live member."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._is_due = False
        self.flushed = self.seq
        if len(self._live) < SMALL_ROOM:
            self._send_without_echo()
        else:
            self._send_to_all()

    def _send_without_echo(self) -> None:
        self._joined = 0
        if len(self._out) == 1 and not self._ephemeral:
            sender, item = self._out.pop()
            frame = server_frame(self._head + item)
            for peer, write in self._writers:
                if peer is not sender:
                    write(frame)
            self._services.figures.sent_at_once(len(self._writers))
        elif self._out or self._ephemeral:
            self._send_others()

    def _send_others(self) -> None:
        """Send everybody what the others sent, where several things came in one turn."""
        collected = [*self._out, *self._ephemeral.items()]
        self._out, self._ephemeral = [], {}
        senders = {sender for sender, _ in collected}
        frame = self._frame([item for _, item in collected])
        for peer, write in self._writers:
            if peer not in senders:
                write(frame)
            elif len(senders) > 1:
                write(self._frame([item for sender, item in collected if sender is not peer]))
        self._services.figures.sent_at_once(len(collected) * len(self._writers))

    def _send_to_all(self) -> None:
        now = self._services.loop.time()
        items = [item for _, item in self._out]
        items.extend(self._ephemeral.values())
        count, self._joined = len(items) + self._joined, 0
        self._out, self._ephemeral = [], {}
        self._tick.note(count, len(self._live), now - self._last, now - self._due)
        self._last = now
        if not items:
            return
        frame = self._frame(items)
        for _, write in self._writers:
            write(frame)
        self._count(count, now - self._first)

    def _frame(self, items: list[bytes]) -> bytes:
        return server_frame(b"".join((self._head, *items)))

    def _judge(self, head: ChainHead | None, header: EnvelopeHeader, digest: bytes) -> Continuation:
        return judge_continuation(head, header, digest)

    def _retry(self, entry: Waiting) -> None:
        self._services.commit.put(entry)

    def _take(
        self, peer: Peer, request: int, envelope: bytes, chain: ChainName | None, head: ChainHead | None, user: str
    ) -> int:
        self.seq = seq = self.seq + 1
        if chain is not None and head is not None:
            self._chains[chain] = head
        item = stored_item(seq, envelope)
        size, workspace = len(item), self.workspace
        self._ring.append(item)
        self._ring_bytes += size
        workspace.waiting += size
        self._services.commit.put(Waiting(self, peer, request, item, chain, head, user, seq, size, workspace.state.seq))
        self._emit(item, peer, lasting=True)
        self._since_snapshot += 1
        self._ask_for_snapshot(peer, self._since_snapshot - 1)
        return size

    def _ask_for_snapshot(self, peer: Peer, before: int) -> None:
        """Ask who writes for a snapshot each time that so many envelopes have come after the newest one."""
        after = self._services.limits.snapshot_after
        if self._since_snapshot // after > before // after:
            peer.notify(NoticeCode.SNAPSHOT_WANTED, self.key.workspace, self.key.document, self._since_snapshot)

    def took_snapshot(self, snapshot: Snapshot) -> None:
        """Take note of a new snapshot."""
        if self.snapshot is None or snapshot.upto >= self.snapshot.upto:
            self.snapshot = snapshot
            self._since_snapshot = max(0, self.seq - max(snapshot.upto, self.base))

    def _check_space(self, size: int) -> None:
        quota = self._services.limits.quota_bytes
        if quota and self.workspace.used + self.workspace.waiting + size > quota:
            raise TooLarge("the workspace holds as much as it may", ErrorCode.QUOTA)

    def _emit(self, item: bytes, sender: object, *, lasting: bool) -> None:
        if lasting:
            self._out.append((sender, item))
        else:
            self._ephemeral[sender] = item
        if not self._is_due:
            self._is_due = True
            self._arm()

    def _arm(self) -> None:
        turns = self._services.turns
        if len(self._live) < SMALL_ROOM:
            turns.at_end(self._flush_due)
            return
        loop = self._services.loop
        self._first = now = loop.time()
        self._due = max(now, self._last + self._interval())
        if self._due > now:
            turns.wake_within(self._due - now)
            self._timer = loop.call_at(self._due, turns.at_end, self._flush_due)
        else:
            turns.at_end(self._flush_due)

    def _interval(self) -> float:
        """Return how long to collect from one sending to the next."""
        return self._tick.interval

    def _flush_due(self) -> None:
        """Send, unless that was done meanwhile, or the room is closed."""
        if self._is_due:
            self.flush()

    def _count(self, items: int, seconds: float) -> None:
        figures = self._services.figures
        figures.delivered += items * len(self._writers)
        figures.fan_out.note(seconds)

    def _set_live(self, live: tuple[Member, ...]) -> None:
        self._live = live
        self._writers = tuple((one.peer, one.peer.write) for one in live)
