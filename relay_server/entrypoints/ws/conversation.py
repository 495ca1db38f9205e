"""What a device and the relay say to each other on one socket: greeting, proof, then frames. Implements Peer for the rooms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from relay_server.domain.pace import TokenBucket, departure
from relay_server.domain.rooms import RoomKey
from relay_server.entrypoints.ws.link import Link
from relay_server.entrypoints.ws.workspace_desk import WorkspaceDesk
from relay_server.errors import StorageError
from relay_server.service.environment import Caller, Principal
from relay_server.service.rooms.device_proof import check_device
from relay_server.service.rooms.hub import Hub
from relay_server.service.rooms.member import Member
from relay_server.service.rooms.peer import StoredRequest
from relay_server.service.rooms.snapshot_upload import Upload, store_part
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised, ProtocolError
from sync.protocol.frame_codec import TO_RELAY, ack_frame, decode_frame, encode_frame, is_append, read_append
from sync.protocol.frames import (
    NO_ID,
    Auth,
    Ephemeral,
    Failure,
    Frame,
    Hello,
    Join,
    Leave,
    Notice,
    NoticeCode,
    Ping,
    Pong,
    Signal,
    SnapshotPart,
    Welcome,
)
from sync.protocol.limits import MAX_DETAIL_BYTES, MAX_FRAME_BYTES
from sync.protocol.version import OLDEST_SOCKET_VERSION, SOCKET_VERSION, negotiate

BAD_MESSAGE, NO_PROOF, RESTART = 4400, 4401, 1012
_NONCE_BYTES = 32
_MOST_UPLOADS = 4

_QUIET_PINGS = 3


class Conversation:
    """One socket of one device; ``is_heard`` is set when something comes. Used in the event loop only."""

    def __init__(self, hub: Hub, link: Link, principal: Principal, caller: Caller) -> None:
        self.device = ""
        self.session = principal.session.id
        self.write = link.write
        self._hub = hub
        self._link = link
        self._principal = principal
        self._nonce = hub.env.random_bytes(_NONCE_BYTES)
        self._members: dict[bytes, Member] = {}
        self._joining: dict[str, Join] = {}
        self._uploads = asyncio.Lock()
        self._upload_count = 0
        self._waiting = 0
        self._is_held = self._is_proving = self._is_ready = self._is_draining = False
        self._began = self._heard = hub.loop.time()
        self.is_heard, self._pings = False, 0
        limits, now = hub.limits, self._began
        self._appends = TokenBucket(limits.appends, now)
        self._append_bytes = TokenBucket(limits.append_bytes, now)
        self._ephemeral_rate = TokenBucket(limits.ephemeral, now)
        self._signals = TokenBucket(limits.signals, now)
        self._requests = TokenBucket(limits.requests, now)
        self._desk = WorkspaceDesk(hub, self, principal, caller)

    # What the connection calls.

    def begin(self) -> None:
        """Greet."""
        hub = self._hub
        hub.peers.add(self)
        key = hub.env.keys.sequencer_public
        hello = Hello(SOCKET_VERSION, OLDEST_SOCKET_VERSION, self._nonce, key, MAX_FRAME_BYTES, hub.env.now_ms())
        self.send(encode_frame(hello))

    def receive(self, message: bytes) -> None:
        """Take one message."""
        if is_append(message) and self._is_ready:
            self._on_append(message)
            return
        try:
            frame = decode_frame(message, TO_RELAY)
            if self._is_ready:
                self._HANDLERS[type(frame)](self, frame)
            else:
                self._prove(frame)
        except ProtocolError as error:
            self.refuse(error.code, 0, NO_ID, error.detail)
            self._link.close(BAD_MESSAGE, "bad message")

    def pause(self) -> None:
        """Go out of the fan-out of every room, because the peer is slow."""
        if self._members:
            self._hub.figures.paused += 1
        for member in self._members.values():
            member.pause()

    def resume(self) -> None:
        """Catch up in every room."""
        for member in self._members.values():
            if member.needs_resuming:
                self._hub.spawn(self._resume(member))

    def drain(self) -> None:
        """End the work when this socket's turn comes."""
        hub = self._hub
        chance = int.from_bytes(hub.env.random_bytes(2), "big") / (1 << 16)
        turn = departure(chance, len(hub.peers), alone=not hub.env.shares_database)
        hub.loop.call_later(turn.after_s, self._end_work, turn.come_back_ms)

    def closing(self) -> None:
        """Leave every room: nothing more can be sent."""
        for member in tuple(self._members.values()):
            member.leave()
        self._members.clear()
        self._desk.close()

    def lost(self) -> None:
        """Forget everything: the socket is gone."""
        self.closing()
        self._is_ready = False
        self._hub.peers.discard(self)
        self._hub.env.sockets.leave(self._principal.account.id)

    # What rooms and hub call.

    @property
    def paused(self) -> float:
        """When the buffer became full; 0.0 while there is room."""
        return self._link.paused

    def send(self, frame: bytes) -> None:
        """Send one frame, unless the socket is closing."""
        self._link.send(frame)

    def acknowledge(self, requests: Sequence[StoredRequest]) -> None:
        """Tell which requests are durable."""
        self.free(sum(one.size for one in requests))
        self._link.send(ack_frame([(one.request, one.seq) for one in requests]))

    def refuse(self, code: ErrorCode, request: int, document: str, detail: str, size: int = 0) -> None:
        """Tell that something was refused."""
        self._hub.note_refusal(self._principal.account.id, code)
        self.free(size)
        short = detail.encode()[:MAX_DETAIL_BYTES].decode(errors="ignore")
        self.send(encode_frame(Failure(code, request, document, short)))

    def notify(self, code: NoticeCode, workspace: str, document: str, value: int) -> None:
        """Tell something that was not asked for."""
        self.send(encode_frame(Notice(code, workspace, document, value)))

    def put_out(self, document: str) -> None:
        """Forget a room."""
        self._members.pop(bytes.fromhex(document), None)

    def end(self, code: int, reason: str) -> None:
        """Close the socket."""
        self._link.close(code, reason)

    def abort(self) -> None:
        """Drop the socket without a word."""
        self._link.abort()

    async def writable(self) -> bool:
        """Wait until the buffer has room; False if the socket was lost."""
        return await self._link.writable()

    def hold(self, size: int) -> None:
        """Count bytes that wait; too many, and nothing more is read."""
        self._waiting += size
        if self._waiting > self._hub.limits.waiting_bytes:
            self._is_held = True
            self._link.pause_reading()

    def free(self, size: int) -> None:
        """Count them no more."""
        self._waiting -= size
        if self._is_held and self._waiting <= self._hub.limits.waiting_bytes // 2:
            self._is_held = False
            self._link.resume_reading()

    def overdue(self, now_s: float) -> str | None:
        """Return why this peer should be cut; asks the silent ones for a sign of life before."""
        limits = self._hub.limits
        if self.is_heard:
            self._heard, self._pings, self.is_heard = now_s, 0, False
        if self.paused and now_s - self.paused > limits.stuck_s:
            return "stuck"
        if not self._is_ready and now_s - self._began > limits.hello_s:
            return "no_proof"
        silent = now_s - self._heard
        if silent > limits.silence_s:
            return "silent"
        if silent > limits.silence_s * (self._pings + 1) / _QUIET_PINGS:
            self._pings += 1
            self._link.ping()
        return None

    # Frames.

    def _prove(self, frame: Frame) -> None:
        if not isinstance(frame, Auth) or self._is_proving:
            raise Malformed("the device is proven first", ErrorCode.UNEXPECTED_FRAME)
        self._is_proving = True
        version = negotiate(frame.version, frame.version)
        self._hub.spawn(self._check_proof(frame, version))

    async def _check_proof(self, proof: Auth, version: int) -> None:
        try:
            await asyncio.to_thread(check_device, self._hub.env, self._principal, self._nonce, proof)
        except ProtocolError as error:
            self.refuse(error.code, 0, NO_ID, error.detail)
            self._link.close(NO_PROOF, "no proof")
            return
        except StorageError:
            self.refuse(ErrorCode.STORAGE, 0, NO_ID, "try again")
            self._link.close(NO_PROOF, "no proof")
            return
        if not self._link.is_lost:
            self.device = proof.device
            self._is_ready = True
            self.send(encode_frame(Welcome(version)))

    def _on_late_proof(self, _frame: Auth) -> None:
        raise Malformed("the device is proven already", ErrorCode.UNEXPECTED_FRAME)

    def _on_ping(self, frame: Ping) -> None:
        if self._requests.take(self._hub.loop.time()):
            self.send(encode_frame(Pong(frame.token)))

    def _on_append(self, message: bytes) -> None:
        try:
            document, request, envelope = read_append(message)
        except ProtocolError as error:
            self.refuse(error.code, 0, NO_ID, error.detail)
            self._link.close(BAD_MESSAGE, "bad message")
            return
        try:
            size = self._member_for_append(document, len(envelope)).room.append(self, request, envelope)
        except ProtocolError as error:
            self.refuse(error.code, request, document.hex(), error.detail)
            return
        self._hub.waiting_bytes += size
        self.hold(size)

    def _member_for_append(self, document: bytes, size: int) -> Member:
        if self._is_draining:
            raise NotAuthorised("the relay restarts", ErrorCode.DRAINING)
        member = self._members.get(document)
        if member is None:
            raise NotAuthorised("join first", ErrorCode.NOT_JOINED)
        now = self._hub.loop.time()
        if not (self._append_bytes.take(now, size) and self._appends.take(now)):
            wait_s = max(self._append_bytes.wait_s(size), self._appends.wait_s())
            self.notify(NoticeCode.SLOW_DOWN, member.room.key.workspace, document.hex(), int(wait_s * 1000) + 1)
            raise NotAuthorised("more than this relay takes of one connection", ErrorCode.RATE_LIMITED)
        if self._hub.waiting_bytes > self._hub.limits.total_waiting_bytes:
            raise NotAuthorised("the relay cannot store as fast as it is sent to", ErrorCode.RATE_LIMITED)
        return member

    def _on_join(self, frame: Join) -> None:
        document = bytes.fromhex(frame.document)
        if not self._requests.take(self._hub.loop.time()):
            self.refuse(ErrorCode.RATE_LIMITED, 0, frame.document, "")
        elif self._is_draining:
            self.refuse(ErrorCode.DRAINING, 0, frame.document, "")
        elif document in self._members or frame.document in self._joining:
            self.refuse(ErrorCode.NO_CHANGE, 0, frame.document, "joined already")
        elif len(self._members) + len(self._joining) >= self._hub.limits.rooms_per_connection:
            self.refuse(ErrorCode.TOO_MANY, 0, frame.document, "leave another first")
        else:
            self._joining[frame.document] = frame
            self._hub.spawn(self._join(frame, frame.document))

    async def _join(self, frame: Join, document: str) -> None:
        try:
            member = await self._hub.enter(self, RoomKey(frame.workspace, document))
            if self._link.is_lost or self._joining.get(document) is not frame:
                return member.leave()  # It was left meanwhile; joined again, that is another joining.
            self._members[bytes.fromhex(document)] = member
            have = {(bytes.fromhex(one.device), bytes.fromhex(one.writer)): one.counter for one in frame.chains}
            await member.join(frame.since, have)
        except ProtocolError as error:
            self.refuse(error.code, 0, document, error.detail)
        except StorageError:
            self._fail_room(document)
        finally:
            if self._joining.get(document) is frame:
                del self._joining[document]

    async def _resume(self, member: Member) -> None:
        try:
            await member.resume()
        except StorageError:
            self._fail_room(member.room.key.document)

    def _fail_room(self, document: str) -> None:
        member = self._members.pop(bytes.fromhex(document), None)
        if member is not None:
            member.leave()
        self.refuse(ErrorCode.STORAGE, 0, document, "join again")

    def _on_leave(self, frame: Leave) -> None:
        self._joining.pop(frame.document, None)
        member = self._members.pop(bytes.fromhex(frame.document), None)
        if member is not None:
            member.leave()

    def _on_ephemeral(self, frame: Ephemeral) -> None:
        member = self._members.get(bytes.fromhex(frame.document))
        if member is None:
            self.refuse(ErrorCode.NOT_JOINED, 0, frame.document, "join first")
        elif not self._ephemeral_rate.take(self._hub.loop.time()):
            self._hub.figures.dropped += 1
        elif not self._is_draining:
            member.room.ephemeral(self, frame.payload)

    def _on_signal(self, frame: Signal) -> None:
        member = self._members.get(bytes.fromhex(frame.document))
        if member is None:
            self.refuse(ErrorCode.NOT_JOINED, 0, frame.document, "join first")
            return
        if not self._signals.take(self._hub.loop.time()):
            self.refuse(ErrorCode.RATE_LIMITED, 0, frame.document, "")
            return
        receivers = [one.peer for one in member.room.members if one.peer.device == frame.device]
        passed = encode_frame(Signal(frame.document, self.device, frame.payload))
        if not receivers and not member.room.signal_elsewhere(frame.device, passed):
            self.refuse(ErrorCode.UNKNOWN_DEVICE, 0, frame.document, "that device is not here")
        for peer in receivers:
            # Signals are dropped first under pressure: a slow peer's buffer is for what is stored.
            if not peer.paused:
                peer.send(passed)

    def _on_snapshot_part(self, frame: SnapshotPart) -> None:
        member = self._members.get(bytes.fromhex(frame.document))
        now = self._hub.loop.time()
        if member is None:
            self.refuse(ErrorCode.NOT_JOINED, 0, frame.document, "join first")
        elif self._is_draining:
            self.refuse(ErrorCode.DRAINING, 0, frame.document, "")
        elif self._upload_count >= _MOST_UPLOADS or not self._append_bytes.take(now, len(frame.data) + 1):
            self.refuse(ErrorCode.RATE_LIMITED, 0, frame.document, "wait for the answers to the parts before")
        else:
            self._upload_count += 1
            self._hub.spawn(self._store_part(member, frame))

    async def _store_part(self, member: Member, part: SnapshotPart) -> None:
        room, env = member.room, self._hub.env
        try:
            async with self._uploads:
                quota = self._hub.limits.quota_bytes
                upload = Upload(room.key, room.number, room.durable, self.device, quota, env.now_ms())
                stored, whole = await asyncio.to_thread(store_part, env.transactions, env.memberships, upload, part)
            if whole is not None:
                room.took_snapshot(whole)
            self.send(encode_frame(replace(part, offset=stored, data=b"")))
        except ProtocolError as error:
            self.refuse(error.code, 0, part.document, error.detail)
        except StorageError:
            self.refuse(ErrorCode.STORAGE, 0, part.document, "the part is not stored")
        finally:
            self._upload_count -= 1

    def _end_work(self, come_back_ms: int) -> None:
        """Take nothing more, acknowledge what was taken, say that the relay restarts."""
        if self._link.is_lost:
            return
        self._is_draining = True
        self._desk.drain()
        self.notify(NoticeCode.DRAINING, NO_ID, NO_ID, come_back_ms)
        self._hub.when_settled(self._bye)

    def _bye(self) -> None:
        for member in self._members.values():
            member.room.flush()
        self._link.close(RESTART, "restart")

    _HANDLERS: ClassVar[dict[type[Frame], Callable[[Conversation, Any], None]]] = {
        Auth: _on_late_proof,
        Ping: _on_ping,
        Pong: lambda *_: None,
        Join: _on_join,
        Leave: _on_leave,
        Ephemeral: _on_ephemeral,
        Signal: _on_signal,
        SnapshotPart: _on_snapshot_part,
        **dict.fromkeys(WorkspaceDesk.FRAMES, lambda self, frame: self._desk.ask(frame)),
    }
