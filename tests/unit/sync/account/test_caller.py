"""Requests of somebody who is signed in: a refused token is refreshed once, and a session that ended is told as that."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.caller import Caller
from sync.account.session import sign_in, sign_out
from sync.account.tokens import TokenKeeper
from sync.errors import RelayUnavailable, SignInRequired
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD, Running, running_relay


async def forget(_token: str) -> None:
    return


@pytest.fixture(name="relay")
def running(tmp_path: Path) -> Iterator[Running]:
    with running_relay(tmp_path) as relay:
        relay.house.owner()
        yield relay


def test_run22_a_refused_token_is_refreshed_and_the_request_made_again(relay: Running) -> None:
    """RUN-22."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            keeper = TokenKeeper(api, session.refresh, time.monotonic, forget)
            keeper.begin(session)
            caller = Caller(api, keeper)
            relay.house.clock.forward(minutes=6)  # By the relay's clock it has expired, by ours not yet.
            assert isinstance(await caller.call("GET", "/me"), dict)
            await sign_out(api, await keeper.current())
            with pytest.raises(SignInRequired):
                await caller.call("GET", "/me")

    run(main())


def test_run21_a_relay_that_is_away_is_told_as_away() -> None:
    """RUN-21."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi("http://127.0.0.1:9", client)
            with pytest.raises(RelayUnavailable):
                await Caller(api, TokenKeeper(api, "none", time.monotonic, forget)).call("GET", "/me")

    run(main())
