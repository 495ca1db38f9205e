"""One refresh for everybody who needs a token."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.session import sign_in, sign_out
from sync.account.tokens import TokenKeeper
from sync.errors import Unauthorised, Unreachable
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD, Running, running_relay


@pytest.fixture(name="relay")
def running(tmp_path: Path) -> Iterator[Running]:
    with running_relay(tmp_path) as relay:
        relay.house.owner()
        yield relay


def test_run22_many_who_ask_at_once_refresh_once(relay: Running) -> None:
    """RUN-22: a second refresh with the same token would end the session."""

    async def main() -> None:
        kept: list[str] = []

        async def keep(token: str) -> None:
            kept.append(token)

        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            time = 0.0
            keeper = TokenKeeper(api, session.refresh, lambda: time, keep)
            first = await asyncio.gather(*(keeper.current() for _ in range(5)))
            assert len(set(first)) == 1
            assert len(kept) == 1
            again = await asyncio.gather(*(keeper.refreshed() for _ in range(5)))
            assert set(again) != set(first)
            assert len(kept) == 2
            time = 280.0
            await keeper.current()
            assert len(kept) == 3
            assert await keeper.current() == await keeper.current()
            assert len(kept) == 3

    run(main())


def test_run22_an_ended_session_asks_for_a_sign_in(relay: Running) -> None:
    """RUN-22."""

    async def keep(token: str) -> None:
        raise AssertionError

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            keeper = TokenKeeper(api, session.refresh, lambda: 0.0, keep)
            keeper.begin(session)
            assert await keeper.current() == session.access
            await sign_out(api, session.access)
            with pytest.raises(Unauthorised):
                await keeper.refreshed()
            lost = TokenKeeper(RelayApi("http://127.0.0.1:1", client), session.refresh, lambda: 0.0, keep)
            with pytest.raises(Unreachable):
                await lost.current()

    run(main())
