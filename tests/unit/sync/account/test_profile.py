"""One's own account, devices and second factor, against a real relay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest

from sync.account.api import RelayApi, make_client
from sync.account.profile import (
    RegisteredDevice,
    change_email,
    change_password,
    confirm_totp,
    devices,
    enrol_totp,
    me,
    register_device,
    rename,
    revoke_device,
)
from sync.account.session import SecondFactor, refresh, sign_in, step_up
from sync.errors import AccountRefused, SignInRequired, StepUpRequired
from tests.support.loop import run
from tests.support.relay import OWNER, PASSWORD, Running, running_relay
from tests.support.workspace import ANA


class Towards(httpx.AsyncHTTPTransport):
    """Brings requests for the relay's own address to where the test has it, as a proxy would."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.place = httpx.URL(url)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host=self.place.host, port=self.place.port)
        return await super().handle_async_request(request)


@pytest.fixture(name="relay")
def running(tmp_path: Path) -> Iterator[Running]:
    with running_relay(tmp_path) as relay:
        relay.house.owner()
        yield relay


def test_run23_a_device_is_put_on_the_session_and_revoked_after_a_step_up(relay: Running) -> None:
    """RUN-23."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            with pytest.raises(AccountRefused):
                await register_device(api, session, ANA.laptop)  # Signed for another address than the relay's own.
            async with httpx.AsyncClient(transport=Towards(relay.url)) as known:
                device = await register_device(RelayApi("https://relay.test", known), session, ANA.laptop)
            assert device == ANA.laptop.device
            assert await devices(api, session.access) == [RegisteredDevice(device, False, relay.house.clock.now)]
            relay.house.clock.forward(minutes=6)
            session = await refresh(api, session.refresh)
            with pytest.raises(StepUpRequired) as wanted:
                await revoke_device(api, session.access, device)
            assert "password" in wanted.value.methods
            await step_up(api, session.access, PASSWORD)
            await revoke_device(api, session.access, device)
            with pytest.raises(SignInRequired):
                await devices(api, session.access)

    run(main())


def test_run23_name_and_password_are_changed(relay: Running) -> None:
    """RUN-23."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            await rename(api, session.access, "Olivia")
            assert (await me(api, session.access)).name == "Olivia"
            await step_up(api, session.access, PASSWORD)
            await change_password(api, session.access, PASSWORD, "another good long one")
            with pytest.raises(SignInRequired):
                await sign_in(api, OWNER, PASSWORD)

    run(main())


def test_run23_a_second_factor_is_enrolled_and_asked_for(relay: Running) -> None:
    """RUN-23."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            await step_up(api, session.access, PASSWORD)
            enrolment = await enrol_totp(api, session.access)
            assert enrolment.secret not in repr(enrolment)
            code = pyotp.TOTP(enrolment.secret).at(relay.house.clock.now // 1000)
            codes = await confirm_totp(api, session.access, code)
            with pytest.raises(SignInRequired) as wanted:
                await sign_in(api, OWNER, PASSWORD)
            assert wanted.value.code == "second_factor_required"
            again = await sign_in(api, OWNER, PASSWORD, SecondFactor(recovery_code=codes[0]))
            assert (await me(api, again.access)).second_factor

    run(main())


@pytest.mark.parametrize("mode", ["console", "smtp"])
def test_run23_who_asks_for_another_address_is_told_whether_the_link_is_mailed(tmp_path: Path, mode: str) -> None:
    """RUN-23: a relay without a mail server prints it on its console."""

    async def main() -> None:
        async with make_client() as client:
            api = RelayApi(relay.url, client)
            session = await sign_in(api, OWNER, PASSWORD)
            assert await change_email(api, session.access, "olive@new.example") is (mode == "smtp")

    with running_relay(tmp_path, mail={"mode": mode}) as relay:
        relay.house.owner()
        run(main())
