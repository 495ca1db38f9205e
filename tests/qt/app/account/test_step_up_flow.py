"""Proving again who asks, at a real relay."""

from __future__ import annotations

import pyotp

from sync.account.api import RelayApi
from sync.account.profile import change_email, confirm_totp, enrol_totp
from sync.errors import StepUpRequired, SyncError
from tests.support.account_stage import AccountStage
from tests.support.relay import PASSWORD, Running


def wanted(computer: AccountStage) -> tuple[str, ...]:
    """Ask for something sensitive and return what the relay wants first; () if it is done."""
    answers: list[SyncError | None] = []

    async def change(api: RelayApi, token: str) -> None:
        await change_email(api, token, "new@example.org")

    account = computer.window.account
    account.request(change, lambda _none: answers.append(None), answers.append, computer.window)
    computer.bot.waitUntil(lambda: bool(answers), timeout=10_000)
    error = answers[0]
    assert error is None or isinstance(error, StepUpRequired)
    return error.methods if error is not None else ()


def test_the_password_proves_it_for_five_minutes(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    relay.house.clock.forward(minutes=6)
    methods = wanted(computer)
    assert methods == ("password",)
    proven: list[bool] = []
    computer.window.account_link.prove(methods, lambda: proven.append(True))
    computer.fill(secret="wrong")
    computer.until_problem("not right")
    assert not proven
    computer.fill(secret=PASSWORD)
    computer.until_step("")
    assert proven == [True]
    assert wanted(computer) == ()


def test_with_a_second_factor_that_is_what_counts(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    made: list[tuple[str, list[str]]] = []

    async def enrol(api: RelayApi, token: str) -> tuple[str, list[str]]:
        secret = (await enrol_totp(api, token)).secret
        code = pyotp.TOTP(secret).at(relay.house.clock.now // 1000)
        return secret, await confirm_totp(api, token, code)

    computer.window.account.request(enrol, made.append, lambda error: None, computer.window)
    computer.bot.waitUntil(lambda: bool(made), timeout=10_000)
    secret, codes = made[0]
    for step, link in (("factor", ""), ("recovery", "recovery")):
        relay.house.clock.forward(minutes=6)
        methods = wanted(computer)
        assert "totp" in methods
        computer.window.account_link.prove(methods, lambda: None)
        if link:
            computer.link(link)
        assert computer.step == step
        totp = pyotp.TOTP(secret).at(relay.house.clock.now // 1000)
        computer.fill(secret=codes[0] if link else totp)
        computer.until_step("")
        assert wanted(computer) == ()


def test_one_proof_counts_for_all_that_waits_for_it(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    relay.house.clock.forward(minutes=6)
    proven: list[str] = []
    prove = computer.window.account_link.prove
    for name in ("one", "two"):
        prove(("password",), lambda name=name: proven.append(name))
    assert len(computer.dialogs()) == 1
    computer.fill(secret=PASSWORD)
    computer.until_step("")
    assert proven == ["one", "two"]
    prove(("password",), lambda: proven.append("three"))
    computer.dialog.reject()
    prove(("password",), lambda: proven.append("four"))
    computer.fill(secret=PASSWORD)
    computer.until_step("")
    assert proven == ["one", "two", "four"]
