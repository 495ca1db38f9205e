"""A relay kept connected by trying again, ever more slowly and never in step with others."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.engine.backoff import Backoff
from sync.errors import ChannelUntrusted, EndReason, LinkClosed, PeerRefused, Unauthorised, Unreachable
from sync.protocol.frames import NO_ID, Notice, NoticeCode
from sync.transports.clock import Clock
from sync.transports.greeting import Greeted
from sync.transports.link import Link, until_closed
from sync.transports.relay_ws import RelayAddress, open_relay
from sync.transports.watched_link import WatchedLink

STEADY_SECONDS = 10.0
"""A connection that lasted so long counts as a success: the next wait is short again."""

SETTLED_SECONDS = 1.0
"""A connection that lasted so long before its relay began to drain did not fail: what the relay asks for is enough to wait."""


class Tokens(Protocol):
    """Where access tokens come from; they are never logged."""

    async def current(self) -> str:
        """Return a token that should still be accepted.

        Raises:
            Unauthorised: There is none: somebody has to sign in.
            Unreachable: It cannot be fetched now.
        """

    async def refreshed(self) -> str:
        """Return a token newer than the one that was just refused; raises as ``current`` does."""


class PathState(StrEnum):
    """What a path that is kept open does; ``UNTRUSTED`` waits as ``WAITING`` does, for a certificate that proves something."""

    CONNECTING = "connecting"
    UP = "up"
    WAITING = "waiting"
    SIGN_IN = "sign in"
    REFUSED = "refused"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True)
class PathStatus:
    """State of a path, for the status line; ``seconds`` until the next try, and why the last one ended."""

    state: PathState
    seconds: float = 0.0
    reason: str = ""


Use: TypeAlias = Callable[[Link, Greeted], Awaitable[None]]
"""Uses one connection; what it raises when that ended (LinkClosed) is not an error."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a path needs from outside.

    Attributes:
        clock: Measures and waits.
        chance: Keeps clients from coming back all at once.
        on_status: Told of every change; must not wait.
    """

    clock: Clock
    chance: random.Random
    on_status: Callable[[PathStatus], None]


class RelayPath:
    """Keeps one relay connected."""

    def __init__(
        self, address: RelayAddress, identity: DeviceIdentity, tokens: Tokens, surroundings: Surroundings
    ) -> None:
        self._address = address
        self._identity = identity
        self._tokens = tokens
        self._around = surroundings
        self._backoff = Backoff()
        self._lasted = 0.0
        self._at_least: float | None = None
        self._hurry = asyncio.Event()

    async def run(self, use: Use) -> None:
        """Connect, use, and connect again, until cancelled or until ``use`` returns by itself.

        Args:
            use: Called with each connection.

        Raises:
            Unauthorised: Somebody has to sign in.
            PeerRefused: The relay refuses for good.
            ChannelUntrusted: It is not the relay that it should be.
        """
        while True:
            try:
                return await self._once(use)
            except Unauthorised as error:
                self._tell(PathState.SIGN_IN, reason=str(error))
                raise
            except (PeerRefused, ChannelUntrusted) as error:
                self._tell(PathState.REFUSED, reason=str(error))
                raise
            except LinkClosed as error:
                if error.reason is EndReason.NO_ACCESS:
                    self._tell(PathState.REFUSED, reason=error.detail)
                    raise PeerRefused(0, error.detail) from None
                await self._wait(str(error))
            except Unreachable as error:
                await self._wait(str(error), PathState.UNTRUSTED if error.untrusted else PathState.WAITING)

    def retry_now(self) -> None:
        """End a wait: the network changed or the machine woke."""
        self._backoff = Backoff()
        self._hurry.set()

    async def _once(self, use: Use) -> None:
        self._tell(PathState.CONNECTING)
        try:
            link, greeted = await open_relay(self._address, await self._tokens.current(), self._identity)
        except Unauthorised:
            link, greeted = await open_relay(self._address, await self._tokens.refreshed(), self._identity)
        began = self._around.clock.now()
        self._tell(PathState.UP)
        try:
            ended = await until_closed(use(WatchedLink(link, Notice, self._noticed), greeted))
        finally:
            self._lasted = self._around.clock.now() - began
            if self._lasted >= STEADY_SECONDS:
                self._backoff = Backoff()
            await link.close()
        if ended is not None:
            raise ended

    def _noticed(self, notice: Notice) -> None:
        if notice.code is NoticeCode.DRAINING:
            self._at_least = notice.value / 1000
        elif notice.code is NoticeCode.REVOKED and notice.workspace == notice.document == NO_ID:
            raise PeerRefused(0, "this device was revoked")

    async def _wait(self, reason: str, state: PathState = PathState.WAITING) -> None:
        told, self._at_least = self._at_least, None
        if told is not None and self._lasted >= SETTLED_SECONDS:
            # A relay that ends in order has said when, one client after the other; another process may serve already.
            seconds = told
        else:
            self._backoff = self._backoff.failed()
            seconds = self._backoff.wait(self._around.chance, told or 0.0)
        self._tell(state, seconds, reason)
        self._hurry.clear()
        await self._around.clock.wait(self._hurry, seconds)

    def _tell(self, state: PathState, seconds: float = 0.0, reason: str = "") -> None:
        self._around.on_status(PathStatus(state, seconds, reason))
