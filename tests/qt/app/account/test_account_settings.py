"""The account's page of the settings, at a real relay: everything a person can change there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.account.desk import AccountDesk
from app.account.state import Phase
from app.dialogs.text_prompt import TextPrompt
from app.settings_dialog.account_page import AccountPage
from app.settings_dialog.dialog import SettingsDialog
from app.theme.tokens import PRESENCE
from app.workbench.settings_opening import settings_dialog
from tests.support.account_stage import AccountStage
from tests.support.relay import OWNER, PASSWORD, Running

NEW = "another good long one"


class Page:
    """The page in its dialog."""

    def __init__(self, computer: AccountStage, relay: Running) -> None:
        self.computer, self.relay, self.bot = computer, relay, computer.bot
        self.dialog: SettingsDialog = settings_dialog(computer.window, "account")
        self.dialog.show()
        page = self.dialog.findChild(AccountPage)
        assert page is not None
        self.page = page

    def press(self, wish: str) -> None:
        """Press a button once it can be pressed."""
        self.bot.waitUntil(lambda: wish in self.page.buttons and self.page.buttons[wish].isEnabled(), timeout=10_000)
        QTest.mouseClick(self.page.buttons[wish], Qt.MouseButton.LeftButton)

    def texts(self) -> str:
        return "\n".join(each.text() for each in self.page.findChildren(QLabel) if not each.isHidden())

    def until_text(self, part: str) -> None:
        self.bot.waitUntil(lambda: part in self.texts(), timeout=10_000)

    def prove(self, secret: str = PASSWORD) -> None:
        """Answer the question who it is."""
        self.bot.waitUntil(lambda: self.computer.step in {"password", "factor"}, timeout=10_000)
        self.computer.fill(secret=secret)


@pytest.fixture
def page(computer: AccountStage, relay: Running) -> Iterator[Page]:
    """The page of somebody who signed in more than five minutes ago."""
    computer.sign_in(relay.url)
    relay.house.clock.forward(minutes=6)
    made = Page(computer, relay)
    yield made
    made.dialog.close()
    made.dialog.deleteLater()


def test_without_an_account_it_offers_one(computer: AccountStage, relay: Running) -> None:
    made = Page(computer, relay)
    made.until_text("none is needed")
    made.page.wanted.emit(AccountPage.SIGN_IN, "")
    assert computer.step == "address"
    computer.fill(url=relay.url)
    computer.until_step("password")
    computer.fill(email=OWNER, password=PASSWORD)
    computer.until_phase(Phase.SIGNED_IN)
    made.until_text(OWNER)
    made.dialog.close()


def test_the_name_is_changed(page: Page) -> None:
    page.press(AccountPage.RENAME)
    (prompt,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, TextPrompt) and each.isVisible())
    prompt.line.setText("Olivia")
    prompt.confirm.click()
    page.until_text("Olivia")
    assert page.computer.window.account.state.name == "Olivia"


def test_colour_and_picture_are_chosen_and_shown(page: Page, tmp_path: Path) -> None:
    account = page.computer.window.account
    button = page.page.colors.buttons[2]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert account.face.color == PRESENCE[2]
    assert page.page.colors.buttons[2].isChecked()
    file = tmp_path / "me.png"
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    assert image.save(str(file))
    page.computer.stage.answers.pictures = [file]
    page.press(AccountPage.PICTURE)
    assert account.face.picture
    corner = page.computer.window.home.side.account
    assert corner.grab().toImage().pixelColor(19, 17).blue() > 200
    page.press(AccountPage.NO_PICTURE)
    assert account.face.picture == b""
    assert AccountPage.NO_PICTURE not in page.page.buttons
    file.write_text("no picture")
    page.press(AccountPage.PICTURE)
    page.until_text("This is no picture")
    again = AccountDesk(page.computer.window.session.library, page.computer.window.network)
    assert again.face == account.face


def test_the_password_is_changed_after_a_proof(page: Page) -> None:
    page.press(AccountPage.PASSWORD)
    page.computer.fill(current=PASSWORD, new=NEW)
    page.prove()
    page.until_text("The password is changed")
    assert page.relay.sign_in(password=NEW)


def test_another_mail_address_gets_a_link(page: Page) -> None:
    page.press(AccountPage.EMAIL)
    page.computer.fill(email="olive@new.example")
    page.prove()
    page.until_text("This relay has no mail server: the link is on its console")
    page.relay.house.settle()
    assert page.relay.house.post.token("olive@new.example")


def test_a_second_factor_is_set_up_renewed_and_removed(page: Page) -> None:
    clock = page.relay.house.clock
    page.press(AccountPage.ENROL)
    page.prove()
    page.computer.until_step("enrol")
    step = page.computer.dialog._step
    assert step.code.startswith("otpauth://totp/")
    secret = step.shown.replace(" ", "")
    page.computer.fill(code="000000")
    page.computer.until_problem("not right")
    page.computer.fill(code=pyotp.TOTP(secret).at(clock.now // 1000))
    page.computer.until_step("codes")
    codes = page.computer.dialog._step.shown.split("\n")
    assert len(codes) == 10
    page.computer.fill(saved="yes")
    page.until_text("10 of them are left")
    clock.forward(minutes=6)
    page.press(AccountPage.CODES)
    page.prove(pyotp.TOTP(secret).at(clock.now // 1000))
    page.computer.until_step("codes")
    assert page.computer.dialog._step.shown.split("\n") != codes
    page.computer.fill(saved="yes")
    page.until_text("do not work any more")
    page.press(AccountPage.DISABLE)
    page.until_text("Six digits of an app")


def test_open_sessions_are_shown_and_ended(page: Page) -> None:
    other = page.relay.sign_in()
    page.page.findChild(QLabel)
    page.computer.window.account.request(
        lambda api, token: api.call("GET", "/me", token=token), lambda _me: None, lambda _error: None, page.page
    )
    page.dialog.close()
    again = Page(page.computer, page.relay)
    again.until_text("python-httpx")
    again.press(f"{AccountPage.END} {other['session']}")
    again.bot.waitUntil(lambda: f"{AccountPage.END} {other['session']}" not in again.page.buttons, timeout=10_000)
    assert page.relay.call("GET", "/me", other["access_token"]).status_code == 401
    again.press(AccountPage.END_OTHERS)
    again.bot.waitUntil(lambda: AccountPage.END_OTHERS not in again.page.buttons, timeout=10_000)
    again.dialog.close()


def test_the_last_administrator_is_told_and_others_may_delete_themselves(page: Page) -> None:
    page.press(AccountPage.DELETE)
    page.prove()
    page.until_text("last administrator")
    assert page.computer.window.account.state.here


def test_a_deleted_account_is_signed_out(computer: AccountStage, relay: Running) -> None:
    token = relay.sign_in()["access_token"]
    relay.call("POST", "/accounts", json={"email": "ana@example.org", "password": PASSWORD, "name": "Ana"})
    relay.house.settle()
    body = {"email": "ana@example.org", "password": PASSWORD, "token": relay.house.post.token("ana@example.org")}
    assert relay.call("POST", "/accounts/verify-email", token, json=body).status_code == 200
    computer.sign_in(relay.url, "ana@example.org")
    made = Page(computer, relay)
    made.press(AccountPage.DELETE)
    computer.until_phase(Phase.SIGNED_OUT)
    made.until_text("none is needed")
    assert relay.call("POST", "/sessions", json={"email": "ana@example.org", "password": PASSWORD}).status_code == 401
    made.dialog.close()


def test_signing_out_asks_once(page: Page) -> None:
    asked = page.computer.stage.answers.asked
    page.press(AccountPage.SIGN_OUT)
    page.computer.until_phase(Phase.SIGNED_OUT)
    assert page.computer.stage.answers.asked == asked + 1
