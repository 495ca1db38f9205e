"""Everything live of one relay process: its rooms, its peers, the thread that commits, and one timer that looks after all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog

from relay_server.domain.pace import Rate, TokenBucket
from relay_server.domain.rooms import RoomKey, StoredRoom
from relay_server.errors import StorageError
from relay_server.ports.broker import CARD_CHANGED, JOIN_ASKED, SESSION_ENDED, read_card_message
from relay_server.service.environment import Environment
from relay_server.service.rooms.figures import Figures
from relay_server.service.rooms.following import Following
from relay_server.service.rooms.group_commit import GroupCommit, Settled, Waiting, by_room
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.rooms.member import LogReader, Member
from relay_server.service.rooms.parting import part
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.rights import apply_change, tell_space
from relay_server.service.rooms.room import Room, RoomServices
from relay_server.service.rooms.shared_commit import SharedCommit
from relay_server.service.rooms.shared_room import SharedRoom
from relay_server.service.rooms.teams import Teams
from relay_server.service.rooms.turns import Turns
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.frames import NO_ID, NoticeCode
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Permission

SESSION_OVER = 4401
"""Close code: the sign-in that the socket belongs to has ended."""

_READERS = 2
_CLOSE_S = 30.0
_LOGGED = Rate(20, 200)
_DENIALS = frozenset(
    {
        ErrorCode.BAD_SIGNATURE,
        ErrorCode.CUT,
        ErrorCode.DEVICE_REVOKED,
        ErrorCode.EPOCH,
        ErrorCode.OWNERS_ONLY,
        ErrorCode.ROLE,
        ErrorCode.STEP_UP,
        ErrorCode.UNKNOWN_DEVICE,
        ErrorCode.UNKNOWN_DOCUMENT,
        ErrorCode.UNKNOWN_WORKSPACE,
    }
)


class Hub:
    """Used in the event loop only, but for what the broker and the committing thread call.

    Attributes:
        env: The environment.
        limits: Bounds.
        figures: Numbers for monitoring.
        waiting_bytes: Envelopes of all peers that wait to be durable.
        peers: Everybody whose device is proven.
        turns: Is told of everything that comes in.
    """

    def __init__(self, env: Environment, limits: RoomLimits) -> None:
        self.env = env
        self.limits = limits
        self.figures = Figures()
        self.waiting_bytes = 0
        self.peers: set[Peer] = set()
        self.loop = asyncio.get_running_loop()
        self.turns = Turns(self.loop)
        self.teams = Teams(env.memberships, env.transactions, self.loop, self._changed, self._close_workspace)
        self._log = structlog.get_logger(__name__)
        self._denials = TokenBucket(_LOGGED, self.loop.time())
        self._rooms: dict[RoomKey, Room] = {}
        self._opening: dict[RoomKey, asyncio.Task[Room]] = {}
        self._idle: set[RoomKey] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._executor = ThreadPoolExecutor(_READERS, "aio-relay-reader")
        self._reader = LogReader(env.transactions, self._executor, self.loop)
        self._following: Following | None = None
        if env.shares_database:
            self._following = following = Following(env.broker, env.transactions, self._reader, self.spawn)
            self.commit: GroupCommit = SharedCommit(
                env.transactions,
                env.memberships,
                env.activity,
                self._hand_over,
                following.tell_items,
                limits.quota_bytes,
                following.is_told,
            )
        else:
            self.commit = GroupCommit(env.transactions, env.memberships, env.activity, self._hand_over)
        self._services = RoomServices(self.loop, self.commit, self.figures, limits, self.turns)
        self._end_subscriptions = (
            env.broker.subscribe(SESSION_ENDED, self._hear_of_session),
            env.broker.subscribe(CARD_CHANGED, self._hear_of_card),
            env.broker.subscribe(JOIN_ASKED, self._hear_of_asking),
        )
        self._rechecked = self.loop.time()
        self.spawn(self._watch())
        if self._following is not None:
            self.spawn(self._following.follow(self._shared_rooms, self._recheck))

    @property
    def room_count(self) -> int:
        """Number of open rooms."""
        return len(self._rooms)

    def note_refusal(self, account: str, code: ErrorCode) -> None:
        """Count something that was refused; where it was a matter of rights it is logged, some a second."""
        self.figures.refused[code] += 1
        if code in _DENIALS and self._denials.take(self.loop.time()):
            self._log.info("frame_refused", account=account, code=code.name.lower())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside; its failure is logged."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Settle what waits, then end threads and subscriptions. Sockets are gone by now."""
        self.teams.close()
        if self._following is not None:
            self._following.close()
        for room in self._rooms.values():
            room.close()
        for end in self._end_subscriptions:
            end()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self.commit.close, _CLOSE_S)
        self._executor.shutdown()

    async def enter(self, peer: Peer, key: RoomKey) -> Member:
        """Take a peer into a room, opening it if need be.

        Raises:
            NotAuthorised: It may not read the document.
            StorageError: The room cannot be opened.
        """
        while True:
            live = await self._admitted(peer, key)
            room = await self._open(key, live)
            # While this waited, the room may have been closed or the log may have changed.
            if self._rooms.get(key) is room and not room.broken:
                room.workspace.admit(peer.device, key.document)
                self._count_opening(room, peer)
                return Member(room, peer, self._reader)

    async def _admitted(self, peer: Peer, key: RoomKey) -> LiveWorkspace:
        """Return the workspace of a room that a peer may be in, by a log as new as this peer may know it."""
        for is_last in (False, True):
            live = await self.teams.get(key.workspace)
            if live is None:
                break
            try:
                live.admit(peer.device, key.document)
            except NotAuthorised:
                if is_last or self._following is None:
                    raise
                # It may have been let in by way of another process, a moment ago.
                await self.teams.look_at(key.workspace)
            else:
                return live
        raise NotAuthorised("there is no such workspace", ErrorCode.UNKNOWN_WORKSPACE)

    def when_settled(self, call: Callable[[], None]) -> None:
        """Call something in the loop once everything that waits now is settled."""

        def hand_over() -> None:
            self.loop.call_soon_threadsafe(call)

        self.commit.put(hand_over)

    def drop(self, room: Room, code: ErrorCode, detail: str) -> None:
        """Close a room and tell its members; where a commit failed, they join anew."""
        if self._rooms.get(room.key) is room:
            self._discard(room)
        room.close()
        for member in room.members:
            member.leave()
            member.peer.put_out(room.key.document)
            member.peer.refuse(code, 0, room.key.document, detail)

    async def _open(self, key: RoomKey, live: LiveWorkspace) -> Room:
        found = self._rooms.get(key)
        if found is not None:
            return found
        opening = self._opening.get(key)
        if opening is None:
            opening = self._opening[key] = self.loop.create_task(self._load(key, live))
            opening.add_done_callback(lambda _: self._opening.pop(key))
        return await asyncio.shield(opening)

    async def _load(self, key: RoomKey, live: LiveWorkspace) -> Room:
        if self._following is not None:
            return await self._load_shared(key, live, self._following)
        stored = await asyncio.to_thread(self._read, key)
        # The workspace may have been dropped as unused while this waited.
        current = await self.teams.get(key.workspace) or live
        room = self._rooms[key] = Room(key, stored, current, self._services)
        return room

    async def _load_shared(self, key: RoomKey, live: LiveWorkspace, following: Following) -> Room:
        number = await asyncio.to_thread(self._number, key)
        early: list[bytes] = []
        room: SharedRoom | None = None

        def hear(message: bytes) -> None:
            if room is None:
                early.append(message)
            else:
                room.hear(message)

        # Heard of first and read then: what is stored meanwhile is in the one or the other.
        end = await asyncio.to_thread(following.subscribe, number, hear)
        try:
            stored = await asyncio.to_thread(self._stored, number)
            current = await self.teams.get(key.workspace) or live
        except BaseException:
            end()
            raise
        room = SharedRoom(
            key, stored, current, self._services, lambda message: following.tell(number, message), following.seek
        )
        room.end_subscription = end
        self._rooms[key] = room
        for message in early:
            room.hear(message)
        return room

    def _read(self, key: RoomKey) -> StoredRoom:
        return self._stored(self._number(key))

    def _number(self, key: RoomKey) -> int:
        with self.env.transactions.read() as unit:
            number = unit.rooms.find(key)
        if number is not None:
            return number
        with self.env.transactions.write() as unit:
            return unit.rooms.create(key, self.env.now_ms())

    def _stored(self, number: int) -> StoredRoom:
        with self.env.transactions.read() as unit:
            return unit.rooms.load(number)

    def _shared_rooms(self) -> list[SharedRoom]:
        return [room for room in self._rooms.values() if isinstance(room, SharedRoom)]

    def _discard(self, room: Room) -> None:
        del self._rooms[room.key]
        room.workspace.rooms.discard(room)

    def _hand_over(self, settled: Settled) -> None:
        self.loop.call_soon_threadsafe(self._on_settled, settled)

    def _on_settled(self, settled: Settled) -> None:
        self.figures.commit.note(settled.seconds)
        self.teams.note_used(settled.used)
        for name, used in settled.used.items():
            tell_space(self.teams.known(name), self.limits.quota_bytes - used, self.limits.quota_bytes)
        for entry in settled.failed:
            self._refuse(entry)
        for room, entries in by_room(settled.stored).items():
            room.settled(entries)
        done: dict[Peer, list[Waiting]] = {}
        size = 0
        for entry in settled.stored:
            size += entry.size
            if entry.item:
                self.figures.appended += 1
            if entry.peer in done:
                done[entry.peer].append(entry)
            else:
                done[entry.peer] = [entry]
        self.waiting_bytes -= size
        for peer, entries in done.items():
            peer.acknowledge(entries)

    def _count_opening(self, room: Room, peer: Peer) -> None:
        live, now, counter = room.workspace, self.env.now_ms(), self.env.activity
        device = live.state.devices.get(peer.device)
        if device is not None:
            counter.opened(live.identifier, device.user, room.key.document, now)
        counter.rooms(live.identifier, now, len(live.rooms))

    def _refuse(self, entry: Waiting) -> None:
        self.waiting_bytes -= entry.size
        room = entry.room
        room.failed(entry)
        entry.peer.refuse(entry.refusal or ErrorCode.STORAGE, entry.request, room.key.document, "", entry.size)
        if room.broken and isinstance(room, Room):
            self.drop(room, ErrorCode.STORAGE, "join again")

    def _changed(self, live: LiveWorkspace, before: WorkspaceState) -> None:
        out = apply_change(live, before)
        if out:
            self.spawn(part(self.env.transactions, before, out))

    def _close_workspace(self, live: LiveWorkspace) -> None:
        for room in tuple(live.rooms):
            self.drop(room, ErrorCode.UNKNOWN_WORKSPACE, "the workspace is gone")
        for peer in live.watchers:
            peer.refuse(ErrorCode.UNKNOWN_WORKSPACE, 0, live.identifier, "the workspace is gone")

    def _hear_of_session(self, _topic: str, message: bytes) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._end_session, message.decode("ascii", "replace"))

    def _hear_of_card(self, _topic: str, message: bytes) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._tell_card, *read_card_message(message))

    def _tell_card(self, workspace: str, change: int) -> None:
        live = self.teams.known(workspace)
        for peer in live.present() if live is not None else ():
            peer.notify(NoticeCode.CARD_CHANGED, workspace, NO_ID, change)

    def _hear_of_asking(self, _topic: str, message: bytes) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._tell_of_asking, message.decode("ascii", "replace"))

    def _tell_of_asking(self, workspace: str) -> None:
        live = self.teams.known(workspace)
        for peer in live.present() if live is not None else ():
            if live is not None and live.may(peer.device, Permission.INVITE):
                peer.notify(NoticeCode.JOIN_ASKED, workspace, NO_ID, 0)

    def _end_session(self, session: str) -> None:
        for peer in tuple(self.peers):
            if peer.session == session:
                peer.refuse(ErrorCode.SESSION_ENDED, 0, NO_ID, "sign in again")
                peer.end(SESSION_OVER, "session ended")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.limits.sweep_s)
            now = self.loop.time()
            for peer in tuple(self.peers):
                reason = peer.overdue(now)
                if reason is not None:
                    self.figures.cut[reason] += 1
                    peer.abort()
            self._drop_idle()
            if now - self._rechecked >= self.limits.recheck_s:
                self._rechecked = now
                await self._recheck()

    def _drop_idle(self) -> None:
        idle = {key for key, room in self._rooms.items() if room.is_idle}
        for key in idle & self._idle:
            room = self._rooms[key]
            self._discard(room)
            room.close()
        self._idle = idle
        self.teams.drop_unused()

    async def _recheck(self) -> None:
        """Look sessions up again: a command of the administrator is another process, which the broker may not reach."""
        sessions = {peer.session for peer in self.peers}
        try:
            ended = await asyncio.to_thread(self._ended_sessions, sessions)
        except StorageError:
            self._log.warning("sessions_not_rechecked")
            return
        for session in ended:
            self._end_session(session)
        await self.teams.look_again()

    def _ended_sessions(self, sessions: set[str]) -> list[str]:
        now = self.env.now_ms()
        with self.env.transactions.read() as unit:
            return sorted(sessions - unit.sessions.open_among(sessions, now))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._log.error("socket_task_failed", exc_info=error)
