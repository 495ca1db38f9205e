"""Signing in as a person does it, in the real window, at a real relay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyotp
from PySide6.QtWidgets import QLabel

from app.account.state import AccountState, Phase
from app.widgets.text_fields import TextField
from relay_server.service.setup import new_setup_code
from sync.account.certificates import CertificateFlaw
from sync.errors import RelayUntrusted
from tests.support.account_stage import AccountStage
from tests.support.app_relay import app_relay
from tests.support.ports import free_port
from tests.support.relay import OWNER, PASSWORD, Running

NEW = "another good long one"


def test_from_the_menu_to_signed_in_and_out_again(computer: AccountStage, relay: Running) -> None:
    window = computer.window
    assert not window.registry.action("file.sign_out").isEnabled()
    window.show_home()
    window.home.side.account.click()
    assert computer.step == "address"
    computer.fill(url=relay.url)
    computer.until_step("password")
    computer.fill(email=OWNER, password="not the right one")
    computer.until_problem("not right")
    assert computer.dialog.fields["email"].edit.text() == OWNER  # type: ignore[union-attr]
    computer.fill(password=PASSWORD)
    computer.until_step("")
    assert window.account.state.phase is Phase.SIGNED_IN
    assert window.home.side.account.text() == OWNER
    assert OWNER in computer.stage.said[-1].text
    assert not window.registry.action("file.sign_in").isEnabled()
    assert window.registry.reason("file.sign_in")
    computer.stage.do("file.sign_out")
    assert computer.stage.answers.asked == 1
    computer.bot.waitUntil(lambda: computer.stage.said[-1].text == "Signed out", timeout=10_000)
    assert window.home.side.account.text() == "Sign in…"


def test_addresses_are_checked_before_anything_is_sent(computer: AccountStage, relay: Running) -> None:
    computer.stage.do("file.sign_in")
    computer.fill(url="http://relay.example.org")
    assert "https://" in computer.problem
    computer.fill(url="two words")
    assert "no address" in computer.problem
    computer.fill(url=f"127.0.0.1:{free_port()}")
    computer.until_problem("cannot be reached")
    computer.fill(url=relay.url.replace("127.0.0.1", "localhost"))
    computer.until_problem("calls itself")
    assert computer.dialog.fields["url"].edit.text() == relay.url  # type: ignore[union-attr]
    computer.fill()
    computer.until_step("password")


def test_plain_http_in_the_network_wants_consent(computer: AccountStage) -> None:
    computer.stage.do("file.sign_in")
    computer.fill(url="http://10.255.255.1:9")
    assert computer.step == "plain"
    assert not computer.dialog.confirm.isEnabled()
    computer.link("address")
    assert computer.step == "address"


def test_the_set_up_code_opens_the_first_account(computer: AccountStage, tmp_path: Path) -> None:
    with app_relay(tmp_path) as new:
        code = new_setup_code(new.house.env)
        assert code is not None
        computer.stage.do("file.sign_in")
        computer.fill(url=new.url)
        computer.until_step("set up")
        computer.fill(code="WRONG-CODE", name="Olive", email=OWNER, password=PASSWORD)
        computer.until_problem("set-up code")
        typed = computer.dialog.fields["code"]
        assert isinstance(typed, TextField)
        assert typed.edit.selectedText() == "WRONG-CODE", "the line at fault is the one to type in"
        computer.fill(code=code)
        computer.until_phase(Phase.SIGNED_IN)
        assert computer.window.account.state.name == "Olive"


def said(computer: AccountStage) -> str:
    """Return what stands in the step."""
    return " ".join(label.text() for label in computer.dialog.findChildren(QLabel) if not label.isHidden())


def test_a_new_account_proves_its_address_by_mail(computer: AccountStage, relay: Running) -> None:
    computer.stage.do("file.sign_in")
    computer.fill(url=relay.url)
    computer.until_step("password")
    computer.link("register")
    computer.fill(name="Ana", email="ana@example.org", password="short")
    assert "10 characters" in computer.problem
    computer.fill(password=PASSWORD)
    computer.until_step("mail")
    assert "console" in said(computer), "this relay has no mail server"
    computer.link("opened")
    computer.until_step("mail")
    computer.link("again")
    computer.until_step("mail")
    relay.house.settle()
    computer.fill(token=f"{relay.url}/account/verify#{relay.house.post.token('ana@example.org')}")
    computer.until_phase(Phase.SIGNED_IN)
    assert computer.window.account.state.email == "ana@example.org"


def test_a_second_factor_is_asked_for(computer: AccountStage, relay: Running) -> None:
    token = relay.sign_in()["access_token"]
    relay.call("POST", "/sessions/step-up", token, json={"password": PASSWORD})
    secret = relay.call("POST", "/me/totp", token).json()["secret"]
    clock = relay.house.clock

    def code() -> str:
        return pyotp.TOTP(secret).at(clock.now // 1000)

    answer = relay.call("POST", "/me/totp/confirm", token, json={"code": code()})
    recovery = answer.json()["recovery_codes"][0]
    clock.forward(minutes=1)
    computer.stage.do("file.sign_in")
    computer.fill(url=relay.url)
    computer.until_step("password")
    computer.fill(email=OWNER, password=PASSWORD)
    computer.until_step("factor")
    computer.fill(totp="000 000")
    computer.until_problem("not right")
    computer.link("recovery")
    computer.link("factor")
    computer.fill(totp=f"{code()[:3]} {code()[3:]}")
    computer.until_phase(Phase.SIGNED_IN)
    computer.stage.do("file.sign_out")
    computer.sign_in_steps(relay.url)
    computer.until_step("factor")
    computer.link("recovery")
    computer.fill(code=recovery)
    computer.until_phase(Phase.SIGNED_IN)


def test_a_forgotten_password_is_replaced_by_mail(computer: AccountStage, relay: Running) -> None:
    computer.stage.do("file.sign_in")
    computer.fill(url=relay.url)
    computer.until_step("password")
    computer.link("forgot")
    assert "console" in said(computer)
    computer.fill(email=OWNER)
    computer.until_step("reset")
    assert "console" in said(computer)
    relay.house.settle()
    computer.fill(token="expired", password=NEW)
    computer.until_problem("expired")
    computer.fill(token=relay.house.post.token(OWNER), password=NEW)
    computer.until_step("password")
    computer.fill(email=OWNER, password=NEW)
    computer.until_phase(Phase.SIGNED_IN)


def test_who_tries_too_often_is_told_what_to_do(computer: AccountStage, tmp_path: Path) -> None:
    from relay_server.config import RateSettings

    slow = RateSettings(
        **{**dict.fromkeys(RateSettings.model_fields, "100000 per minute"), "login_per_account": "1 per hour"}
    )
    with app_relay(tmp_path, rates=slow) as relay:
        relay.house.owner()
        computer.stage.do("file.sign_in")
        computer.fill(url=relay.url)
        computer.until_step("password")
        computer.fill(email=OWNER, password="not the right one")
        computer.until_problem("not right")
        computer.fill(password="still not the one")
        computer.until_problem("Too many attempts")


def test_a_session_that_ended_asks_for_the_password_of_the_known_account(
    computer: AccountStage, relay: Running
) -> None:
    computer.sign_in(relay.url)
    relay.call("DELETE", "/sessions", relay.sign_in()["access_token"])
    computer.window.account.look_now()
    computer.until_phase(Phase.SIGN_IN_AGAIN)
    assert "signed you out" in computer.stage.said[-1].text
    assert computer.window.home.side.account.text() == "Sign in again…"
    computer.stage.do("file.sign_in")
    computer.until_step("password")
    computer.fill(password=PASSWORD)
    computer.until_phase(Phase.SIGNED_IN)


def test_run38_a_relay_that_shows_another_key_gets_no_password_before_a_person_trusts_it(
    computer: AccountStage, tmp_path: Path
) -> None:
    """RUN-38."""
    port = free_port()
    with app_relay(tmp_path / "one", port) as relay:
        relay.house.owner()
        computer.sign_in(relay.url)
        computer.stage.do("file.sign_out")
        computer.bot.waitUntil(lambda: computer.stage.said[-1].text == "Signed out", timeout=10_000)
    with app_relay(tmp_path / "two", port) as other:
        other.house.owner()
        computer.stage.do("file.sign_in")
        computer.fill(url=other.url)
        computer.until_step("changed")
        assert not computer.dialog.confirm.isEnabled()
        computer.fill(agreed="yes")
        computer.until_step("password")
        computer.fill(email=OWNER, password=PASSWORD)
        computer.until_phase(Phase.SIGNED_IN)


def test_a_certificate_is_told_of_until_it_is_trusted(computer: AccountStage) -> None:
    changed, host = computer.window.account.changed, computer.window.home_toasts
    here = AccountState(Phase.SIGNED_IN, "https://relay.test", "a", OWNER, "Olive")
    doubted = replace(here, phase=Phase.OFFLINE, reason=str(RelayUntrusted(CertificateFlaw.EXPIRED)))
    changed.emit(doubted)
    assert host.toast is not None
    told = len(computer.stage.said)
    changed.emit(doubted)
    assert len(computer.stage.said) == told
    changed.emit(replace(here, phase=Phase.OFFLINE, reason=str(RelayUntrusted(CertificateFlaw.OTHER_NAME))))
    assert "another" in host.toast.accessibleName()
    changed.emit(here)
    assert host.toast is None
    changed.emit(doubted)
    computer.window.say("Saved")
    changed.emit(here)
    assert host.toast is not None, "another message is not taken away"
