"""The membership log, sealed keys and cards over the socket: the use cases of HTTP, asked by frames.

Requests of one connection are carried out one after the other, each by the session, account and device as they are then. What
waits counts against the connection's bytes. Long answers go out page by page, each read when there is room for it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

from relay_server.domain.pace import TokenBucket
from relay_server.entrypoints.ws.refusals import frame_code, frame_detail
from relay_server.errors import Refusal, StorageError, Unauthenticated
from relay_server.service.authenticate import present
from relay_server.service.cards import MOST_CARDS, put_cards, read_cards, read_pictures
from relay_server.service.environment import Caller, Principal
from relay_server.service.propose_operation import Proposal, propose
from relay_server.service.read_log import MOST_ENTRIES, PAGE_BYTES, own_boxes, read_own_log
from relay_server.service.rooms.hub import SESSION_OVER, Hub
from relay_server.service.rooms.peer import Peer
from sync.protocol.boxes import BOX_BYTES, Box, encode_boxes
from sync.protocol.errors import CutTooLow, ErrorCode, NotAuthorised, ProtocolError
from sync.protocol.frame_codec import encode_frame
from sync.protocol.frames import Boxes, BoxesGet, Cards, CardsGet, Frame, LogEntries, LogGet, PicturesGet, Propose

MOST_WAITING = 64
"""Requests of one connection that wait."""

_BOXES_PER_FRAME = PAGE_BYTES // BOX_BYTES
Asked = LogGet | Propose | BoxesGet | CardsGet | Cards | PicturesGet
T = TypeVar("T")


class AskingPeer(Peer, Protocol):
    """The connection that asks."""

    def hold(self, size: int) -> None:
        """Count bytes that wait; too many, and nothing more is read."""

    def free(self, size: int) -> None:
        """Count them no more."""


class WorkspaceDesk:
    """What one connection asks about workspaces. Used in the event loop only."""

    def __init__(self, hub: Hub, peer: AskingPeer, principal: Principal, caller: Caller) -> None:
        self._hub = hub
        self._peer = peer
        self._account, self._session = principal.account.id, principal.session.id
        self._caller = caller
        now = hub.loop.time()
        self._requests = TokenBucket(hub.limits.requests, now)
        self._bytes = TokenBucket(hub.limits.append_bytes, now)
        self._waiting: deque[Asked] = deque()
        self._is_working = self._is_draining = self._is_closed = False
        self._watching: set[str] = set()

    def ask(self, frame: Asked) -> None:
        """Take a request; it is answered after those before."""
        if self._is_draining:
            self._refuse(frame, ErrorCode.DRAINING, "")
            return
        now, size = self._hub.loop.time(), _size(frame)
        if len(self._waiting) >= MOST_WAITING or not (self._requests.take(now) and self._bytes.take(now, size + 1)):
            self._refuse(frame, ErrorCode.RATE_LIMITED, "")
            return
        self._peer.hold(size)
        self._waiting.append(frame)
        if not self._is_working:
            self._is_working = True
            self._hub.spawn(self._work())

    def drain(self) -> None:
        """Take nothing more; what was taken is answered if there is time."""
        self._is_draining = True

    def close(self) -> None:
        """Forget everything: nothing can be answered any more."""
        self._is_closed = True
        self._waiting.clear()
        if self._watching:
            self._hub.teams.forget(self._peer)

    async def _work(self) -> None:
        try:
            while self._waiting:
                frame = self._waiting.popleft()
                try:
                    await self._answer(frame)
                finally:
                    self._peer.free(_size(frame))
        finally:
            self._is_working = False

    async def _answer(self, frame: Asked) -> None:
        try:
            await self._ANSWERS[type(frame)](self, frame)
        except CutTooLow as error:
            self._refuse(frame, error.code, error.detail, error.document)
        except ProtocolError as error:
            self._refuse(frame, error.code, error.detail)
        except Refusal as refusal:
            self._refuse(frame, frame_code(refusal), frame_detail(refusal))
            if isinstance(refusal, Unauthenticated) or refusal.code == "account_locked":
                self._peer.end(SESSION_OVER, "session ended")
        except StorageError:
            self._refuse(frame, ErrorCode.STORAGE, "try again")

    async def _log(self, frame: LogGet) -> None:
        since = frame.since
        while True:
            # The device has proven its key on this socket.
            read = partial(read_own_log, self._hub.env, workspace=frame.workspace, since=since, limit=MOST_ENTRIES)
            entries = await self._as_now(read)
            await self._watch(frame.workspace)
            if not await self._send(LogEntries(frame.workspace, tuple(entries))) or not entries:
                return
            since += len(entries)

    async def _propose(self, frame: Propose) -> None:
        proposal = Proposal(frame.operation, frame.signature, frame.boxes)
        work = partial(propose, self._hub.env, self._caller)
        done = await self._as_now(lambda who: work(who, frame.workspace, proposal))
        await self._send(LogEntries(frame.workspace, (done.entry,)))

    async def _boxes(self, frame: BoxesGet) -> None:
        def read(who: Principal) -> list[Box]:
            found = own_boxes(self._hub.env, who, frame.workspace)
            if frame.recipient != who.session.device:
                raise NotAuthorised("sealed keys are for their recipient alone")
            return list(found)

        boxes = await self._as_now(read)
        for start in range(0, len(boxes), _BOXES_PER_FRAME):
            if not await self._send(Boxes(frame.workspace, encode_boxes(boxes[start : start + _BOXES_PER_FRAME]))):
                return
        await self._send(Boxes(frame.workspace, encode_boxes(())))

    async def _cards(self, frame: CardsGet) -> None:
        since, more = frame.since, True
        while more:
            read = partial(read_cards, self._hub.env, workspace=frame.workspace, since=since, limit=MOST_CARDS)
            page = await self._as_now(read)
            await self._watch(frame.workspace)
            more = page.upto > since
            # A page whose cards are all for others is no end.
            if (page.cards or not more) and not await self._send(Cards(frame.workspace, page.upto, tuple(page.cards))):
                return
            since = page.upto

    async def _put_cards(self, frame: Cards) -> None:
        work = partial(put_cards, self._hub.env, self._caller)
        for error in await self._as_now(lambda who: work(who, frame.workspace, frame.cards)):
            self._refuse(frame, error.code, error.detail)

    async def _pictures(self, frame: PicturesGet) -> None:
        read = partial(read_pictures, self._hub.env, workspace=frame.workspace, diagrams=frame.diagrams)
        pictures = await self._as_now(read)
        if pictures:
            await self._send(Cards(frame.workspace, 0, tuple(pictures)))

    async def _as_now(self, work: Callable[[Principal], T]) -> T:
        """Do something in a thread, as the session and account are at that moment, on the device of this socket."""

        def run() -> T:
            who = present(self._hub.env, self._account, self._session)
            if who.session.device != self._peer.device:
                raise Unauthenticated("session_moved", "The session is on another device now.")
            return work(who)

        return await asyncio.to_thread(run)

    async def _watch(self, workspace: str) -> None:
        if workspace in self._watching or len(self._watching) >= self._hub.limits.rooms_per_connection:
            return
        await self._hub.teams.watch(workspace, self._peer)
        self._watching.add(workspace)
        if self._is_closed:
            self._hub.teams.forget(self._peer)

    async def _send(self, frame: Frame) -> bool:
        """Send a part of an answer when there is room; False if the socket is gone."""
        if self._is_closed or not await self._peer.writable():
            return False
        self._peer.send(encode_frame(frame))
        return True

    def _refuse(self, frame: Asked, code: ErrorCode, detail: str, document: str = "") -> None:
        request = frame.request if isinstance(frame, Propose) else 0
        self._peer.refuse(code, request, document or frame.workspace, detail)

    _ANSWERS: ClassVar[dict[type[Asked], Callable[[WorkspaceDesk, Any], Coroutine[Any, Any, None]]]] = {
        LogGet: _log,
        Propose: _propose,
        BoxesGet: _boxes,
        CardsGet: _cards,
        Cards: _put_cards,
        PicturesGet: _pictures,
    }
    FRAMES: ClassVar[tuple[type[Frame], ...]] = tuple(_ANSWERS)
    """The frames that it answers."""


def _size(frame: Asked) -> int:
    if isinstance(frame, Propose):
        return len(frame.operation) + len(frame.boxes)
    return sum(map(len, frame.cards)) if isinstance(frame, Cards) else 0
