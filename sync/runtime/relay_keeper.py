"""A workspace's relay, kept connected as long as somebody is signed in and may be there.

``RelayPath`` tries again by itself; what it gives up for good (nobody is signed in, the device may not be there any more, it
is not the relay that it should be) waits here until something changed: a sign-in, another relay, a person who says "try again".
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.errors import ChannelUntrusted, EndReason, LinkClosed, PeerRefused, Unauthorised
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.frame_codec import TO_CLIENT, decode_frame
from sync.protocol.frames import NO_ID, Failure
from sync.transports.clock import Clock
from sync.transports.greeting import Greeted
from sync.transports.link import Link
from sync.transports.relay_path import PathStatus, RelayPath, Surroundings, Tokens
from sync.transports.relay_ws import RelayAddress

Serve: TypeAlias = Callable[[Link, bytes], Awaitable[None]]
"""Uses a link until it ends; gets the key that the relay proved."""

_FAILURE = b"\x06"


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
            await self._serve(_Gate(link, self._workspace), greeted.key)

        self._path = RelayPath(access.address, self._identity, access.tokens, self._around)
        try:
            await self._path.run(use)
        except (Unauthorised, PeerRefused, ChannelUntrusted):
            return  # The path said so; it goes on when there is news.
        finally:
            self._path = None


class _Gate:
    """A relay's link that ends when the relay knows no such workspace of this device; everything else passes through."""

    def __init__(self, link: Link, workspace: str) -> None:
        self._link, self._workspace = link, workspace
        self.info = link.info
        self.max_frame = link.max_frame
        self.send = link.send
        self.offer = link.offer
        self.close = link.close

    async def receive(self) -> bytes:
        """See ``Link``."""
        frame = await self._link.receive()
        if frame[:1] == _FAILURE:
            with suppress(ProtocolError):
                failure = decode_frame(frame, TO_CLIENT)
                if isinstance(failure, Failure) and self._shuts_out(failure):
                    raise LinkClosed(EndReason.NO_ACCESS, "this device may not enter the workspace (any more)")
        return frame

    def _shuts_out(self, failure: Failure) -> bool:
        return failure.code == ErrorCode.UNKNOWN_WORKSPACE and failure.document in (self._workspace, NO_ID)
