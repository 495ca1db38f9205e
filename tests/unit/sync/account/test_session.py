"""Signing in, refreshing and out, against a real relay on a real socket."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.account.api import RelayApi, make_client
from sync.account.session import SecondFactor, Session, refresh, register, sign_in, sign_out, step_up
from sync.errors import AccountRefused, SignInRequired, StepUpRequired, TooManyRequests
from tests.support.loop import run
from tests.support.relay import NO_LIMITS, OWNER, PASSWORD, Running, running_relay


@pytest.fixture(name="relay")
def running(tmp_path: Path) -> Iterator[Running]:
    with running_relay(tmp_path, registration="open", public_url="http://127.0.0.1") as relay:
        relay.house.owner()
        yield relay


async def signed_in(relay: Running) -> Session:
    async with make_client() as client:
        return await sign_in(RelayApi(relay.url, client), OWNER, PASSWORD)


def test_run20_a_session_begins_and_its_tokens_are_not_shown(relay: Running) -> None:
    """RUN-20."""
    session = run(signed_in(relay))
    assert session.expires_in == 300
    assert session.access not in repr(session)
    assert session.refresh not in repr(session)


def test_run21_a_wrong_password_is_told_and_not_repeated(relay: Running) -> None:
    """RUN-21."""

    async def main() -> None:
        async with make_client() as client:
            await sign_in(RelayApi(relay.url, client), OWNER, "a wrong password of mine")

    with pytest.raises(SignInRequired) as refused:
        run(main())
    assert refused.value.code == "invalid_credentials"
    assert "wrong password of mine" not in str(refused.value)


def test_run22_a_refresh_token_works_once(relay: Running) -> None:
    """RUN-22."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            first = await sign_in(api, OWNER, PASSWORD)
            second = await refresh(api, first.refresh)
            third = await refresh(api, second.refresh)
            assert third.session == first.session
            with pytest.raises(SignInRequired):
                await refresh(api, first.refresh)
            with pytest.raises(SignInRequired):
                await refresh(api, third.refresh)

    run(main())


def test_run21_neither_password_nor_tokens_are_in_any_log(relay: Running, caplog: pytest.LogCaptureFixture) -> None:
    """RUN-21: not even when everything is logged."""
    caplog.set_level(logging.DEBUG)

    async def main() -> list[str]:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            first = await sign_in(api, OWNER, PASSWORD)
            second = await refresh(api, first.refresh)
            await step_up(api, second.access, PASSWORD)
            return [first.access, first.refresh, second.access, second.refresh, PASSWORD]

    secrets = run(main())
    said = caplog.text + " ".join(str(record.args) for record in caplog.records)
    assert not [secret for secret in secrets if secret in said]


def test_run20_signing_out_ends_the_session(relay: Running) -> None:
    """RUN-20."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            await step_up(api, session.access, PASSWORD)
            with pytest.raises(StepUpRequired):
                await step_up(api, session.access, None, SecondFactor(totp="000000"))
            await sign_out(api, session.access)
            with pytest.raises(SignInRequired):
                await refresh(api, session.refresh)

    run(main())


def test_run20_an_account_is_opened(relay: Running) -> None:
    """RUN-20."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            assert await register(api, "new@example.org", PASSWORD, "New") in ("check_mail", "sign_in")
            with pytest.raises(AccountRefused):
                await register(api, "no address", PASSWORD, "New")

    run(main())


def test_run21_too_often_says_for_how_long(tmp_path: Path) -> None:
    """RUN-21."""
    with running_relay(tmp_path, rates=NO_LIMITS.model_copy(update={"login_per_address": "1 per minute"})) as relay:
        relay.house.owner()

        async def main() -> None:
            async with make_client() as client:
                for _ in range(3):
                    await sign_in(RelayApi(relay.url, client), OWNER, PASSWORD)

        with pytest.raises(TooManyRequests) as refused:
            run(main())
    assert 0 < refused.value.seconds <= 60
