"""Devices in the settings: whole programs at a real relay, a recovery code on paper, a lost laptop, a new computer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.account.paper import read_paper
from app.account.recovery_flow import ASKED_GROUPS
from app.account.state import Phase
from app.collaboration.network.workspace import WorkspaceAtWork
from app.settings_dialog.devices_page import DevicesPage
from app.settings_dialog.dialog import SettingsDialog
from app.theme.theme import ThemeController
from app.workbench.settings_opening import settings_dialog
from relay_server.domain.security_event import Action
from sync.protocol.membership.access import is_live
from sync.transports.lan.ticket import parse_ticket
from tests.support.account_stage import AccountStage
from tests.support.app_relay import app_relay
from tests.support.relay import PASSWORD, Running

SLOW = 20_000


class Devices:
    """One computer with its page of devices open."""

    def __init__(self, computer: AccountStage) -> None:
        self.computer, self.bot = computer, computer.bot
        self.dialog: SettingsDialog = settings_dialog(computer.window, "devices")
        self.dialog.show()
        page = self.dialog.findChild(DevicesPage)
        assert page is not None
        self.page = page

    def close(self) -> None:
        self.dialog.close()
        self.dialog.deleteLater()

    def press(self, wish: str) -> None:
        self.bot.waitUntil(lambda: wish in self.page.buttons and self.page.buttons[wish].isEnabled(), timeout=SLOW)
        QTest.mouseClick(self.page.buttons[wish], Qt.MouseButton.LeftButton)

    def until_text(self, part: str) -> None:
        def texts() -> str:
            return "\n".join(each.text() for each in self.page.findChildren(QLabel) if not each.isHidden())

        self.bot.waitUntil(lambda: part in texts(), timeout=SLOW)

    def make_code(self) -> str:
        """Make a recovery code as a person would, and return it."""
        self.press(DevicesPage.MAKE)
        code = self.computer.dialog._step.shown
        self.computer.fill()
        groups = code.split("-")
        self.computer.fill(**{str(at): groups[at] for at in ASKED_GROUPS})
        self.computer.until_step("")
        return code


def works(computer: AccountStage) -> tuple[WorkspaceAtWork, ...]:
    return computer.window.sharing.works()


def found(computer: AccountStage, name: str = "Harbour") -> WorkspaceAtWork:
    """Found a workspace at the relay and wait until it is connected."""
    teams = computer.window.sharing.teams()
    assert teams is not None
    made: list[WorkspaceAtWork] = []
    teams.found(name, made.append, pytest.fail)
    computer.bot.waitUntil(lambda: bool(made) and made[0].status.linked, timeout=SLOW)
    return made[0]


def live(work: WorkspaceAtWork) -> set[str]:
    """Return the devices that may act in a workspace."""
    return {device.device for device in work.state.devices.values() if is_live(work.state, device)}


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Running]:
    """A relay whose clock is right: programs sign operations with theirs."""
    with app_relay(tmp_path) as running:
        running.house.clock.now = time.time_ns() // 1_000_000
        running.house.owner()
        yield running


@pytest.fixture
def other(
    request: pytest.FixtureRequest, themes: ThemeController, tmp_path: Path, qtbot: QtBot
) -> Iterator[AccountStage]:
    """Another computer; it ends before the relay does."""
    if "relay" in request.fixturenames:
        request.getfixturevalue("relay")
    made = AccountStage(tmp_path / "other", qtbot)
    yield made
    made.end()


def test_run36_a_recovery_code_is_made_tried_and_opens_the_workspaces_of_a_new_computer(
    computer: AccountStage, other: AccountStage, relay: Running
) -> None:
    """RUN-36."""
    computer.sign_in(relay.url)
    work = found(computer)
    page = Devices(computer)
    page.until_text("You have none yet")
    code = page.make_code()
    paper = computer.window.session.library.submit(read_paper).result()
    assert paper is not None
    computer.bot.waitUntil(lambda: paper.device in live(work), timeout=SLOW)
    # The drill.
    page.press(DevicesPage.DRILL)
    computer.fill(code=code.replace("-", " ").lower())
    assert "they open all of your workspaces" in computer.dialog._step.text
    computer.fill()
    page.until_text("tried")
    page.close()
    # A new computer.
    other.sign_in(relay.url)
    there = Devices(other)
    there.press(DevicesPage.RESTORE)
    other.fill(code="AAAA")
    other.until_problem("36 characters")
    other.fill(code=code)
    other.bot.waitUntil(lambda: [one.workspace for one in works(other)] == [work.workspace], timeout=SLOW)
    (entered,) = works(other)
    assert entered.user == work.user == other.window.account.user
    assert other.window.account.identity.device in live(entered)
    other.bot.waitUntil(lambda: entered.status.linked, timeout=SLOW)
    computer.bot.waitUntil(lambda: other.window.account.identity.device in live(work), timeout=SLOW)
    there.close()


def test_a_lost_computer_is_revoked_at_the_relay_and_in_every_workspace(
    computer: AccountStage, other: AccountStage, relay: Running
) -> None:
    computer.sign_in(relay.url)
    work = found(computer)
    page = Devices(computer)
    code = page.make_code()
    page.close()
    other.sign_in(relay.url)
    there = Devices(other)
    there.until_text("is not known here")
    there.until_text("None was made on this computer")
    there.press(DevicesPage.RESTORE)
    other.fill(code=code)
    other.bot.waitUntil(lambda: bool(works(other)), timeout=SLOW)
    there.until_text("One workspace is open")
    there.close()
    lost = other.window.account.identity.device
    computer.bot.waitUntil(lambda: lost in live(work), timeout=SLOW)
    computer.window.relay_link.new_diagram(work.workspace)
    other.bot.waitUntil(lambda: bool(works(other)[0].documents), timeout=SLOW)
    other.window.open_diagram(*works(other)[0].documents)
    epoch = work.state.scopes[work.workspace].newest.number
    relay.house.clock.now += 6 * 60_000
    page = Devices(computer)
    page.press(f"{DevicesPage.REVOKE} {lost}")
    computer.bot.waitUntil(lambda: computer.step == "password", timeout=SLOW)
    computer.fill(secret=PASSWORD)
    computer.bot.waitUntil(lambda: lost not in live(work), timeout=SLOW)
    assert work.state.scopes[work.workspace].newest.number == epoch + 1
    page.until_text("It reads nothing new")
    other.until_phase(Phase.SIGN_IN_AGAIN)
    page.close()
    # The computer itself is told why, and is not led to a sign-in that it would be refused.
    other.bot.waitUntil(lambda: any("This computer was revoked" in one.text for one in other.stage.said), timeout=SLOW)
    other.bot.waitUntil(lambda: "this computer was revoked" in other.window.workbench.top.status.text(), timeout=SLOW)
    assert "revoked" in other.window.rights.reason()


def test_a_revoked_recovery_code_is_called_so(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    work = found(computer)
    page = Devices(computer)
    page.make_code()
    (admission,) = computer.window.account.papers()
    paper = admission.entry.device
    computer.bot.waitUntil(lambda: paper in live(work), timeout=SLOW)
    page.press(f"{DevicesPage.REVOKE} {paper}")
    assert computer.stage.answers.questions[-1].title == "Revoke the recovery code?"
    computer.bot.waitUntil(lambda: paper not in live(work), timeout=SLOW)
    page.close()


def test_the_paper_device_enters_what_is_founded_later(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    page = Devices(computer)
    page.make_code()
    (admission,) = computer.window.account.papers()
    assert admission.entry.device in live(found(computer))
    page.close()


def test_a_workspace_gets_a_new_key(computer: AccountStage, relay: Running) -> None:
    computer.sign_in(relay.url)
    work = found(computer)
    page = Devices(computer)
    page.press(f"{DevicesPage.ROTATE} {work.workspace}")
    page.until_text("Key number 2")
    page.close()


def test_alone_the_page_says_what_there_is(computer: AccountStage) -> None:
    page = Devices(computer)
    page.until_text("This computer")
    page.until_text("There is no workspace yet")
    assert not page.page.buttons[DevicesPage.RESTORE].isEnabled()
    assert not page.page.buttons[DevicesPage.ADD].isEnabled()
    code = page.make_code()
    page.press(DevicesPage.DRILL)
    computer.fill(code=code)
    assert "no workspace yet" in computer.dialog._step.text
    page.close()


# ---------------------------------------------------------------------- a further computer in the same network


def shared(computer: AccountStage) -> tuple[WorkspaceAtWork, str]:
    """Share a diagram in a workspace that this computer orders itself."""
    together = computer.window.sharing.together()
    document = computer.stage.desktop.session.create("Harbour")
    work = together._own_workspace()
    done: list[object] = []
    together.put_in(work, document, done.append)
    computer.bot.waitUntil(lambda: done == [None], timeout=SLOW)
    return work, document


def test_run37_a_further_computer_enters_by_digits_that_both_screens_show(
    computer: AccountStage, other: AccountStage
) -> None:
    """RUN-37: without any relay; and who finds other digits ends it."""
    work, document = shared(computer)
    bot = computer.bot
    old = computer.window.account_link.devices.add(lambda: None)
    new = other.window.account_link.devices.join(lambda: None)
    bot.waitUntil(lambda: bool(old.code.text), timeout=SLOW)
    room = parse_ticket(old.code.text).room  # Other tests on this machine open rooms, too.

    def both() -> bool:
        """Press the room's button, again where the room was still busy with the last guest, until both screens ask."""
        if new._nearby.isVisible() and (button := new.buttons.get(room)):
            button.click()
        return old.comparing.isVisible() and new.comparing.isVisible()

    for same in (False, True):
        bot.waitUntil(both, timeout=SLOW)
        assert old.comparing.digits.text() == new.comparing.digits.text()
        for card in (old.comparing, new.comparing):
            QTest.mouseClick(card.match if same else card.differ, Qt.MouseButton.LeftButton)
        if not same:
            bot.waitUntil(lambda: bool(new.problem.text()) and not old.comparing.isVisible(), timeout=SLOW)
            assert not works(other)
    bot.waitUntil(lambda: old.added.isVisible(), timeout=SLOW)
    bot.waitUntil(lambda: bool(works(other)), timeout=SLOW)
    (entered,) = works(other)
    assert entered.workspace == work.workspace
    assert entered.user == work.user == other.window.account.user
    assert other.window.account.identity.device in live(work)
    assert document in entered.documents
    old.close()


def test_run37_a_code_brings_the_new_computer_in_and_to_the_relay(
    computer: AccountStage, other: AccountStage, relay: Running
) -> None:
    """RUN-37."""
    computer.sign_in(relay.url)
    work = found(computer)
    bot = computer.bot
    old = computer.window.account_link.devices.add(lambda: None)
    bot.waitUntil(lambda: bool(old.code.text), timeout=SLOW)
    new = other.window.account_link.devices.join(lambda: None)
    new.code.setText(old.code.text)
    QTest.mouseClick(new.enter, Qt.MouseButton.LeftButton)
    bot.waitUntil(lambda: [one.workspace for one in works(other)] == [work.workspace], timeout=SLOW)
    other.until_step("password")
    email = other.dialog.fields["email"]
    assert email.edit.text() == computer.window.account.state.email  # type: ignore[union-attr]
    other.fill(password=PASSWORD)
    other.until_phase(Phase.SIGNED_IN)
    bot.waitUntil(lambda: works(other)[0].status.linked, timeout=SLOW)
    old.close()


# ---------------------------------------------------------------------- a further computer, wherever it is


def test_run39_a_further_computer_enters_over_the_relay_by_digits(
    computer: AccountStage, other: AccountStage, relay: Running
) -> None:
    """RUN-39: both are signed in; who finds other digits ends it, and tries again."""
    for one in (computer, other):
        one.sign_in(relay.url)
    work, bot = found(computer), computer.bot
    home, document = shared(computer)
    old = computer.window.account_link.devices.add(lambda: None)
    new = other.window.account_link.devices.join(lambda: None)
    bot.waitUntil(old.far.isVisible, timeout=SLOW)
    assert relay.url.partition("://")[2] in old.far.text()

    def both() -> bool:
        """Choose the computer at the relay that waits there now, until both screens ask."""
        far = [button for button in new.buttons.values() if "over your relay" in button.text()]
        if new._nearby.isVisible() and far:
            far[0].click()
        return old.comparing.isVisible() and new.comparing.isVisible()

    for same in (False, True):
        bot.waitUntil(both, timeout=SLOW)
        assert old.comparing.digits.text() == new.comparing.digits.text()
        assert not old.far.isVisible()
        for card in (old.comparing, new.comparing):
            QTest.mouseClick(card.match if same else card.differ, Qt.MouseButton.LeftButton)
        if not same:
            bot.waitUntil(lambda: bool(new.problem.text()) and not old.comparing.isVisible(), timeout=SLOW)
            assert not works(other)
    bot.waitUntil(lambda: old.added.isVisible() and len(works(other)) == 2, timeout=SLOW)
    device, entered = other.window.account.identity.device, {one.workspace: one for one in works(other)}
    assert set(entered) == {work.workspace, home.workspace}
    assert {one.user for one in entered.values()} == {work.user}
    assert device in live(work) & live(home)
    assert document in entered[home.workspace].documents
    bot.waitUntil(lambda: entered[work.workspace].status.linked, timeout=SLOW)
    with relay.house.env.transactions.read() as unit:
        done = [stored.leaf.action for stored in unit.ledger.after(-1, 1_000)]
    assert done.count(Action.MEETING_OPENED) == 2, "one for each try, and none once it is in"
    old.close()
