"""The first account, proving an address and a forgotten password, against a real relay."""

from __future__ import annotations

from pathlib import Path

import pytest

from relay_server.service.setup import new_setup_code
from sync.account.api import RelayApi, make_client
from sync.account.opening import forgot_password, mail_again, reset_password, set_up, token_in, verify_email
from sync.account.profile import me
from sync.account.session import register, sign_in
from sync.errors import AccountRefused, SignInRequired
from tests.support.app_relay import app_relay
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD

NEW = "another good long one"


def test_run27_the_set_up_code_opens_the_first_account(tmp_path: Path) -> None:
    """RUN-27."""

    async def main() -> None:
        with app_relay(tmp_path) as relay:
            code = new_setup_code(relay.house.env)
            assert code is not None
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                with pytest.raises(AccountRefused) as refused:
                    await set_up(api, "WRONG-CODE", OWNER, PASSWORD, "Olive")
                assert refused.value.code == "wrong_setup_code"
                session = await set_up(api, code, OWNER, PASSWORD, "Olive")
                assert (await me(api, session.access)).role == "admin"

    run(main())


def test_run27_an_address_is_proven_and_a_password_replaced_by_mail(tmp_path: Path) -> None:
    """RUN-27."""

    async def main() -> None:
        with app_relay(tmp_path, registration="open") as relay:
            relay.house.owner()
            async with make_client() as client:
                api = RelayApi(relay.url, client)
                assert await register(api, "ana@example.org", PASSWORD, "Ana") == "check_mail"
                with pytest.raises(AccountRefused) as refused:
                    await sign_in(api, "ana@example.org", PASSWORD)
                assert refused.value.code == "email_unverified"
                await mail_again(api, "ana@example.org")
                relay.house.settle()
                token = relay.house.post.token("ana@example.org")
                with pytest.raises(SignInRequired):
                    await verify_email(api, "ana@example.org", NEW, token)
                await verify_email(api, "ana@example.org", PASSWORD, token)
                await sign_in(api, "ana@example.org", PASSWORD)
                await forgot_password(api, "ana@example.org")
                relay.house.settle()
                link = f"{relay.url}/account/reset#{relay.house.post.token('ana@example.org')}"
                await reset_password(api, token_in(link), NEW)
                await sign_in(api, "ana@example.org", NEW)

    run(main())


def test_run27_a_link_or_its_token_alone_may_be_pasted() -> None:
    """RUN-27."""
    assert token_in(" https://relay.example.org/account/reset#abc_-1 \n") == "abc_-1"
    assert token_in("abc_-1") == "abc_-1"
    assert token_in("  ") == ""
