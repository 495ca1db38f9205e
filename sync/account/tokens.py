"""The access token for everybody who needs one, refreshed once for all of them, before it expires or when it was refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from sync.account.api import RelayApi
from sync.account.session import Session, refresh
from sync.errors import (
    AccountRefused,
    RelayUnavailable,
    RelayUntrusted,
    SignInRequired,
    TooManyRequests,
    Unauthorised,
    Unreachable,
)

EARLY_SECONDS = 30.0
"""A token that expires within so long is refreshed before it is used."""

GRACE_SECONDS = 1.0
"""How long who is cancelled while a token is being exchanged still waits for the new one."""

Keep: TypeAlias = Callable[[str], Awaitable[None]]
"""Stores a refresh token durably, in place of the one before."""


class TokenKeeper:
    """The tokens of one session; see ``sync.transports.relay_path.Tokens``."""

    def __init__(self, api: RelayApi, refresh_token: str, now: Callable[[], float], keep: Keep) -> None:
        """Go on with a session.

        Args:
            api: The relay.
            refresh_token: The last one that was stored.
            now: A monotonic clock in seconds.
            keep: Called with each new refresh token before its access token is used.
        """
        self._api = api
        self._refresh = refresh_token
        self._now = now
        self._keep = keep
        self._access = ""
        self._until = 0.0
        self._one = asyncio.Lock()
        self._exchange: asyncio.Task[None] | None = None

    def begin(self, session: Session) -> None:
        """Take a session that was just begun."""
        self._access, self._refresh = session.access, session.refresh
        self._until = self._now() + session.expires_in

    async def current(self) -> str:
        """Return a token that should still be accepted.

        Raises:
            Unauthorised: The session has ended: somebody has to sign in.
            Unreachable: It cannot be refreshed now.
        """
        async with self._one:
            if not self._access or self._now() >= self._until - EARLY_SECONDS:
                await self._renew()
            return self._access

    async def refreshed(self) -> str:
        """Return a token newer than the present one; raises as ``current`` does."""
        refused = self._access
        async with self._one:
            if self._access == refused:  # Nobody else refreshed it meanwhile.
                await self._renew()
            return self._access

    async def _renew(self) -> None:
        """Exchange the refresh token, or wait for an exchange that somebody began who was cancelled.

        What was sent cannot be taken back: a relay that has exchanged a token ends the session of whoever shows the old one again.
        """
        if self._exchange is None or self._exchange.done():
            exchange = asyncio.create_task(self._exchanged())  # noqa: TID251 - kept here, and whoever asks next is told.
            exchange.add_done_callback(lambda done: done.cancelled() or done.exception())  # Maybe nobody asks.
            self._exchange = exchange
        try:
            await asyncio.shield(self._exchange)
        except asyncio.CancelledError:
            await asyncio.wait({self._exchange}, timeout=GRACE_SECONDS)
            raise

    async def _exchanged(self) -> None:
        try:
            session = await refresh(self._api, self._refresh)
        except (SignInRequired, AccountRefused) as error:
            raise Unauthorised(error.code) from None
        except (RelayUnavailable, RelayUntrusted, TooManyRequests) as error:
            raise Unreachable(str(error)) from None
        self.begin(session)
        await self._keep(session.refresh)
