"""One refresh for everybody who needs a token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync.account.api import RelayApi, make_client
from sync.account.session import sign_in, sign_out
from sync.account.tokens import TokenKeeper
from sync.errors import Unauthorised, Unreachable
from tests.support.loop import run, turns
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


def answer(number: int) -> dict[str, object]:
    """Return what a relay answers that exchanges a token."""
    tokens = {"access_token": f"access {number}", "refresh_token": f"refresh {number}", "expires_in": 300}
    return {"account": "aa" * 16, "session": "bb" * 16, **tokens}


def test_run22_who_is_cancelled_meanwhile_loses_no_token() -> None:
    """RUN-22: the relay has exchanged it by then; another one who asks waits for that exchange and begins none."""

    async def main() -> None:
        kept: list[str] = []
        shown: list[str] = []
        asked, go_on = asyncio.Event(), asyncio.Event()

        async def exchange(request: httpx.Request) -> httpx.Response:
            shown.append(json.loads(request.content)["refresh_token"])
            asked.set()
            await go_on.wait()
            return httpx.Response(200, json=answer(len(shown)))

        async def keep(token: str) -> None:
            kept.append(token)

        async with httpx.AsyncClient(transport=httpx.MockTransport(exchange)) as client:
            keeper = TokenKeeper(RelayApi("http://relay.example.org", client), "refresh 0", lambda: 0.0, keep)
            given_up = asyncio.create_task(keeper.current())
            await asked.wait()
            for _ in range(2):  # The one who asked has no time left, and the program ends.
                given_up.cancel()
                await turns()
            with pytest.raises(asyncio.CancelledError):
                await given_up
            waiting = asyncio.create_task(keeper.current())
            await turns()
            go_on.set()
            assert await waiting == "access 1"
            assert (shown, kept) == (["refresh 0"], ["refresh 1"])
            assert await keeper.refreshed() == "access 2"
            assert shown == ["refresh 0", "refresh 1"]

    run(main())


def test_run22_who_is_cancelled_waits_a_moment_for_the_new_token() -> None:
    """RUN-22: a program that ends keeps what the relay is just about to give."""

    async def main() -> None:
        kept: list[str] = []
        asked, go_on = asyncio.Event(), asyncio.Event()

        async def exchange(_request: httpx.Request) -> httpx.Response:
            asked.set()
            await go_on.wait()
            return httpx.Response(200, json=answer(1))

        async def keep(token: str) -> None:
            kept.append(token)

        async with httpx.AsyncClient(transport=httpx.MockTransport(exchange)) as client:
            keeper = TokenKeeper(RelayApi("http://relay.example.org", client), "refresh 0", lambda: 0.0, keep)
            ending = asyncio.create_task(keeper.current())
            await asked.wait()
            ending.cancel()
            await turns()
            go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await ending
            assert kept == ["refresh 1"]

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
