"""Where else one is signed in, against a real relay."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.own_sessions import end_other_sessions, end_session, open_sessions
from sync.account.profile import register_device
from sync.account.session import sign_in
from sync.errors import SignInRequired
from tests.support.app_relay import app_relay
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD
from tests.support.workspace import ANA


def test_run28_open_sessions_are_listed_and_ended(tmp_path: Path) -> None:
    """RUN-28."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            relay.house.owner()
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                first, second = [await sign_in(api, OWNER, PASSWORD) for _ in range(2)]
                await register_device(api, first, ANA.laptop)
                found = await open_sessions(api, first.access)
                assert [one.current for one in found].count(True) == 1
                here = next(one for one in found if one.current)
                assert (here.session, here.device) == (first.session, ANA.laptop.device)
                assert here.program == "aio-canvas"
                assert here.address == "127.0.0.1"
                await end_session(api, first.access, second.session)
                with pytest.raises(SignInRequired):
                    await open_sessions(api, second.access)
                assert await end_other_sessions(api, first.access) == 1  # That of the set-up.
                assert len(await open_sessions(api, first.access)) == 1

    run(main())
