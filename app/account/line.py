"""The line to the relay for everybody who needs it: its address, its tokens, and requests as the account. Lives on the network thread."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.account.news import Ended, Lost, Reached, Told
from sync.account.api import RelayApi
from sync.account.profile import Me, me
from sync.account.tokens import TokenKeeper
from sync.engine.backoff import Backoff
from sync.errors import (
    AccountRefused,
    RelayUnavailable,
    RelayUntrusted,
    SignInRequired,
    TooManyRequests,
    Unauthorised,
    Unreachable,
)
from sync.transports.clock import Clock

T = TypeVar("T")

_OLD_TOKEN = frozenset({"invalid_token", "session_ended", "no_token"})
"""What a relay answers to a token that may be refreshed; other 401 are about passwords and codes."""
_LOCKED = "account_locked"


class RelayLine:
    """Implements ``sync.transports.relay_path.Tokens``; whoever uses it makes the state of the account true.

    Attributes:
        api: the relay.
        sequencer: the public key it has to show and that orders logs.
    """

    def __init__(
        self,
        api: RelayApi,
        tokens: TokenKeeper,
        sequencer: bytes,
        told: Callable[[Told], None],
        home: Callable[[RelayApi, str], Awaitable[None]],
    ) -> None:
        """Make a line.

        Args:
            api: the relay.
            tokens: of the session.
            sequencer: the relay's public key.
            told: gets what is true now; called on the network thread, must not wait.
            home: puts the session back on this device, if it was left on another one.
        """
        self._home = home
        self.api, self.sequencer = api, sequencer
        self._tokens, self._told = tokens, told
        self._look = asyncio.Event()
        self._over = False

    async def current(self) -> str:
        """Return a token that should still be accepted; see ``Tokens``."""
        return await self._noted(self._tokens.current)

    async def refreshed(self) -> str:
        """Return a token newer than the one that was refused; see ``Tokens``."""
        return await self._noted(self._tokens.refreshed)

    async def request(self, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        """Ask something as the account; an old token is refreshed on the way.

        Raises:
            SignInRequired: the session has ended, or a password or code is wrong.
            AccountError: as ``RelayApi.call``.
        """
        try:
            result = await self._with_token(work)
        except (RelayUnavailable, RelayUntrusted) as error:
            self._told(Lost(str(error)))
            self._look.set()
            raise
        except AccountRefused as error:
            if error.code == _LOCKED:
                self._told(Ended(_LOCKED))
            raise
        self._told(Reached(None))
        return result

    def look_now(self) -> None:
        """Try again at once: the network changed, or the machine woke."""
        self._look.set()

    def end(self) -> None:
        """Watch no more: it was signed out here."""
        self._over = True
        self._look.set()

    async def watch(self, clock: Clock, chance: random.Random) -> None:
        """Look whether the session goes on; while the relay cannot be reached, again and again, ever more slowly.

        Args:
            clock: waits.
            chance: keeps programs from coming back all at once.
        """
        backoff = Backoff()
        while not self._over:
            self._look.clear()
            try:
                about = await self.request(self._at_home)
            except (SignInRequired, AccountRefused):
                return
            except (RelayUnavailable, RelayUntrusted, TooManyRequests) as error:
                backoff = backoff.failed()
                self._look.clear()
                at_least = error.seconds if isinstance(error, TooManyRequests) else 0.0
                await clock.wait(self._look, backoff.wait(chance, at_least))
                continue
            backoff = Backoff()
            self._told(Reached(about))
            await self._look.wait()

    async def _at_home(self, api: RelayApi, token: str) -> Me:
        await self._home(api, token)
        return await me(api, token)

    async def _with_token(self, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        try:
            token = await self.current()
            try:
                return await work(self.api, token)
            except SignInRequired as error:
                if error.code not in _OLD_TOKEN:
                    raise
            return await work(self.api, await self.refreshed())
        except Unauthorised as error:
            raise SignInRequired("session_ended", str(error)) from None
        except Unreachable as error:
            raise RelayUnavailable(error.detail) from None

    async def _noted(self, ask: Callable[[], Awaitable[str]]) -> str:
        try:
            return await ask()
        except Unauthorised as error:
            self._told(Ended(str(error)))
            raise
        except Unreachable as error:
            self._told(Lost(error.detail))
            self._look.set()
            raise
