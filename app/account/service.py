"""What the account does on the network thread: one HTTP client, sessions begun and gone on with. Nothing here touches Qt."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

import httpx

from app.account.beginning import Open, begin
from app.account.kept import KeptAccount, is_away, keep_relay_key, mark_away, relay_key, renew, write_account
from app.account.line import RelayLine
from app.account.news import Told
from sync.account.api import RelayApi, make_client
from sync.account.profile import register_device
from sync.account.session import Session, sign_out
from sync.account.tokens import TokenKeeper
from sync.runtime.loop_clock import LoopClock
from sync.store.library import Library
from sync.store.ports import Store

T = TypeVar("T")


class AccountService:
    """Made on the network thread, by what it is asked first."""

    def __init__(self, library: Library, told: Callable[[str, Told], None]) -> None:
        """Make it.

        Args:
            library: keeps the account.
            told: gets the session's id and what is true of it; must not wait.
        """
        self._library, self._told = library, told
        self._client: httpx.AsyncClient | None = None
        self._ready = asyncio.Event()

    async def run(self) -> None:
        """Hold the connections open until cancelled."""
        async with make_client() as client:
            self._client = client
            self._ready.set()
            await asyncio.Event().wait()

    async def ask(self, url: str, work: Callable[[RelayApi], Awaitable[T]]) -> T:
        """Ask a relay something without an account.

        Raises:
            AccountError: as ``RelayApi.call``.
        """
        return await work(await self._api(url))

    async def sign_in(self, url: str, way: Open) -> tuple[KeptAccount, RelayLine]:
        """Begin a session and keep it; it counts once it is on the disk.

        Raises:
            AccountError: as ``begin``.
            StorageError: the disk refuses; the session was ended again.
        """
        api = await self._api(url)
        known = await asyncio.wrap_future(self._library.submit(lambda store: relay_key(store, url)))
        begun = await begin(api, way, self._library.info.identity, known)
        session, about = begun.session, begun.me
        kept = KeptAccount(
            url,
            session.account,
            session.session,
            about.email,
            about.name,
            begun.info.sequencer.hex(),
            session.refresh,
        )
        try:
            await asyncio.wrap_future(self._library.submit(lambda store: _keep(store, kept)))
        except BaseException:
            await sign_out(api, session.access)
            raise
        return kept, self._line(api, kept, session)

    async def go_on(self, kept: KeptAccount) -> RelayLine:
        """Return the line of a session that was kept; whether it is still good shows when it is used."""
        return self._line(await self._api(kept.relay), kept, None)

    async def watch(self, line: RelayLine) -> None:
        """Keep what is said of a session true until it ends."""
        await line.watch(LoopClock(), random.SystemRandom())

    async def sign_out(self, line: RelayLine) -> None:
        """End a session at the relay.

        Raises:
            AccountError: the relay cannot be reached: there the session lasts until it expires.
        """
        line.end()
        await line.request(sign_out)

    async def _api(self, url: str) -> RelayApi:
        await self._ready.wait()
        assert self._client is not None  # noqa: S101 - what made it ready.
        return RelayApi(url, self._client)

    def _line(self, api: RelayApi, kept: KeptAccount, session: Session | None) -> RelayLine:
        async def keep(refresh: str) -> None:
            await asyncio.wrap_future(self._library.submit(lambda store: renew(store, kept.session, refresh)))

        tokens = TokenKeeper(api, kept.refresh, LoopClock().now, keep)
        if session is not None:
            tokens.begin(session)
        told = partial(self._told, kept.session)
        return RelayLine(api, tokens, bytes.fromhex(kept.sequencer), told, partial(self._come_home, kept))

    async def _come_home(self, kept: KeptAccount, api: RelayApi, token: str) -> None:
        """Put a session on this device again that was left on another one, where the relay or the program was gone too early."""
        if not await asyncio.wrap_future(self._library.submit(lambda store: is_away(store, kept.session))):
            return
        session = Session(kept.account, kept.session, token, "", 0)
        await register_device(api, session, self._library.info.identity)
        await asyncio.wrap_future(self._library.submit(lambda store: mark_away(store, "")))


def _keep(store: Store, kept: KeptAccount) -> None:
    """Keep an account and the key of its relay, both or neither."""
    with store.transaction():
        write_account(store, kept)
        keep_relay_key(store, kept.relay, kept.sequencer)
