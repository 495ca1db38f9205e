"""Inviting somebody to a relay, against a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.invitations import Doors, doors, invite_to_relay
from sync.account.session import register, sign_in
from sync.errors import AccountRefused
from tests.support.app_relay import app_relay
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD
from tests.support.relay_team import hire


def test_run27_an_administrator_opens_an_account_for_somebody(tmp_path: Path) -> None:
    """RUN-27."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            relay.house.owner()
            hire(relay.house, "ben")
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                access = (await sign_in(api, OWNER, PASSWORD)).access
                assert await doors(api, access) == Doors(opens_accounts=True, mails=False)
                code = await invite_to_relay(api, access)
                assert await register(api, "cleo@example.org", PASSWORD, "Cleo", code) == "check_mail"
                with pytest.raises(AccountRefused):
                    await register(api, "dan@example.org", PASSWORD, "Dan", code)
                own = await invite_to_relay(api, access, "dan@example.org")
                assert await register(api, "dan@example.org", PASSWORD, "Dan", own) == "sign_in"
                ben = (await sign_in(api, "ben@example.org", "x")).access
                assert not (await doors(api, ben)).opens_accounts

    run(main())
