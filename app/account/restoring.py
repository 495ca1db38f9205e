"""Entering one's workspaces at a relay with the keys of a recovery code; on the network thread, with nobody else online."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sync.account.api import RelayApi
from sync.account.profile import register_device
from sync.account.session import Session
from sync.account.workspaces import own_workspaces, propose, read_boxes, read_log
from sync.crypto.identity import DeviceIdentity, admit_device
from sync.engine.drafting import Author, draft
from sync.engine.intents import EnterDevice
from sync.engine.keyring import KeyRing
from sync.errors import AccountRefused
from sync.protocol.membership.fold import fold

TRIES = 3
"""How often an operation is drafted anew when somebody else's came first."""
_MOVED = "head_moved"


@dataclass(frozen=True, slots=True)
class Seated:
    """A workspace in which this device is now, and the own user id there."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Restoring:
    """What is needed.

    Attributes:
        session: id of the session at the relay.
        account: id of the account.
        paper: the keys of the recovery code.
        identity: the keys of this device.
        now_ms: Unix milliseconds.
        away: keeps whether the session is on another device than this one; what is kept so, the account puts back.
    """

    session: str
    account: str
    paper: DeviceIdentity
    identity: DeviceIdentity
    now_ms: int
    away: Callable[[bool], Awaitable[None]]

    async def run(self, api: RelayApi, token: str) -> list[Seated]:
        """Enter every workspace in which the paper device may act.

        The session is on the paper device meanwhile, for only a device of a workspace reads its log; afterwards it is on this one
        again, also when a workspace refuses. Where the relay is gone by then, or the program ends, it is kept as away.

        Raises:
            AccountError: as ``RelayApi.call``.
            ProtocolError: a log is none, or does not permit it.
        """
        session = Session(self.account, self.session, token, "", 0)
        await self.away(True)
        await register_device(api, session, self.paper)
        try:
            places = [
                Seated(one.workspace, seat.user)
                for one in await own_workspaces(api, token)
                for seat in one.seats
                if seat.device == self.paper.device and not one.closed
            ]
            for place in places:
                await self._enter(api, token, place)
        finally:
            await register_device(api, session, self.identity)
            await self.away(False)
        return places

    async def _enter(self, api: RelayApi, token: str, place: Seated) -> None:
        for left in reversed(range(TRIES)):
            state, keys = fold(await read_log(api, token, place.workspace)), KeyRing()
            if self.identity.device in state.devices:
                return
            boxes = await read_boxes(api, token, place.workspace)
            keys.open_boxes(state, boxes, self.paper.device, self.paper.sealing_seed)
            author = Author(self.paper, place.user, keys, {})
            drafted = draft(state, author, EnterDevice(admit_device(self.identity, place.user)), self.now_ms)
            try:
                await propose(api, token, place.workspace, drafted)
            except AccountRefused as error:
                if error.code != _MOVED or not left:
                    raise
            else:
                return
