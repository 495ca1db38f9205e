"""A workspace's relay, kept connected as long as somebody is signed in and may be there.

``RelayPath`` tries again by itself; what it gives up for good (nobody is signed in, it is not the relay that it should be) waits here
until something changed: a sign-in, another relay, a person who says "try again". A device that may not be there any more asks again, but
seldom: whoever was removed may have been taken back, and nobody else could tell him.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.errors import ChannelUntrusted, EndReason, LinkClosed, PeerRefused, Unauthorised
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import NO_ID, Failure
from sync.transports.clock import Clock
from sync.transports.greeting import Greeted
from sync.transports.link import Link
from sync.transports.relay_path import PathStatus, RelayPath, Surroundings, Tokens
from sync.transports.relay_ws import RelayAddress
from sync.transports.watched_link import WatchedLink

REFUSED_SECONDS = 600.0
"""A relay that refused is asked again after half of this to the whole."""

Serve: TypeAlias = Callable[[Link, Greeted], Awaitable[None]]
"""Uses a link until it ends; gets what the relay said of itself, the key that it proved among it."""


@dataclass(frozen=True, slots=True)
class RelayAccess:
    """How a relay is reached.

    Attributes:
        address: Where it is.
        tokens: Access tokens of the session that this device is on.
    """

    address: RelayAddress
    tokens: Tokens


class RelayKeeper:
    """Keeps the relay of one workspace connected."""

    def __init__(
        self,
        identity: DeviceIdentity,
        workspace: str,
        serve: Serve,
        clock: Clock,
        chance: random.Random,
        changed: Callable[[PathStatus | None], None],
    ) -> None:
        """Start without a relay.

        Args:
            identity: This device.
            workspace: The workspace.
            serve: Uses each connection.
            clock: Measures the waiting.
            chance: Keeps clients from coming back all at once.
            changed: Told of every change of the path's state; must not wait.
        """
        self._identity, self._workspace, self._serve, self._changed = identity, workspace, serve, changed
        self._around = Surroundings(clock, chance, changed)
        self._access: RelayAccess | None = None
        self._path: RelayPath | None = None
        self._news = asyncio.Event()

    def use(self, access: RelayAccess | None) -> None:
        """Use this relay from now on; None: none, whatever is connected now is disconnected."""
        if access != self._access:
            self._access = access
            self._news.set()

    def try_again(self) -> None:
        """End every waiting: somebody signed in, the machine woke, the network changed, or a person asks for it."""
        if self._path is not None:
            self._path.retry_now()
        elif self._access is not None:
            self._news.set()

    async def run(self) -> None:
        """Keep it connected until cancelled."""
        while True:
            self._news.clear()
            if self._access is None:
                await self._news.wait()
            else:
                await self._keep(self._access)

    async def _keep(self, access: RelayAccess) -> None:
        """Keep one relay connected until there is news."""
        async with asyncio.TaskGroup() as group:
            keeping = group.create_task(self._until_given_up(access))
            await self._news.wait()
            keeping.cancel()
        if self._access is None:
            self._changed(None)

    async def _until_given_up(self, access: RelayAccess) -> None:
        async def use(link: Link, greeted: Greeted) -> None:
            await self._serve(WatchedLink(link, Failure, self._refused), greeted)

        while True:
            self._path = RelayPath(access.address, self._identity, access.tokens, self._around)
            try:
                await self._path.run(use)
                return
            except (Unauthorised, ChannelUntrusted):
                return  # The path said so; it goes on when there is news.
            except PeerRefused:
                pass  # The path said so, too.
            finally:
                self._path = None
            await self._around.clock.wait(self._news, REFUSED_SECONDS * (0.5 + self._around.chance.random() / 2))

    def _refused(self, failure: Failure) -> None:
        """End a link on which the relay knows no such workspace of this device."""
        if failure.code == ErrorCode.UNKNOWN_WORKSPACE and failure.document in (self._workspace, NO_ID):
            raise LinkClosed(EndReason.NO_ACCESS, "this device may not enter the workspace (any more)")
