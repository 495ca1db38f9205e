"""A team as two people have it in their windows, at a real relay: people let in and changed by mouse and keys, proofs asked for, an account locked."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.account.state import Phase
from app.collaboration.network.team_desk import TeamDesk
from app.collaboration.network.workspace import WorkspaceAtWork
from app.dialogs.sharing.move import MoveDialog
from app.dialogs.sharing.team import TeamDialog
from app.dialogs.sharing.team_rows import PersonRow
from app.dialogs.text_prompt import TextPrompt
from app.theme.theme import ThemeController
from relay_server.entrypoints.cli.users import CLI
from relay_server.service.administration import set_locked
from sync.engine.records import Row
from sync.errors import DiskFullError
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import role_of
from sync.protocol.roles import Role
from sync.store.sqlcipher.shared import SqlSharedStore
from tests.support.account_stage import AccountStage
from tests.support.app_relay import app_relay
from tests.support.relay import PASSWORD, Running
from tests.support.relay_team import Colleague, hire

SLOW = 15_000


class Two:
    """Olive, who founded a team, and Ben, whom her link let in."""

    def __init__(self, relay: Running, olive: AccountStage, ben: AccountStage, colleague: Colleague) -> None:
        self.relay, self.olive, self.ben, self.colleague = relay, olive, ben, colleague
        self.bot = olive.bot

    def works(self, who: AccountStage) -> tuple[WorkspaceAtWork, ...]:
        teams = who.window.sharing.teams()
        assert teams is not None
        return teams.together.works

    def dialogs(self) -> list[TeamDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, TeamDialog) and one.isVisible()]

    def found_team(self) -> TeamDialog:
        """Found a team by the button of the home screen."""
        button = self.olive.window.home.side.new_workspace
        self.bot.waitUntil(button.isEnabled, timeout=SLOW)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        prompt = QApplication.activeModalWidget()
        assert isinstance(prompt, TextPrompt)
        QTest.keyClicks(prompt.line, "Harbour")
        QTest.keyClick(prompt.line, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: bool(self.dialogs()), timeout=SLOW)
        return self.dialogs()[0]

    def let_in(self, dialog: TeamDialog) -> None:
        """Make a link in the dialog, and let Ben paste it."""
        self.bot.waitUntil(lambda: dialog.panel.invite.isVisible() and dialog.panel.invite.isEnabled(), timeout=SLOW)
        QTest.mouseClick(dialog.panel.invite, Qt.MouseButton.LeftButton)
        self.bot.waitUntil(lambda: dialog.panel.made.text() != "", timeout=SLOW)
        self.ben.window.relay_link.follow(dialog.panel.made.text())
        self.bot.waitUntil(lambda: len(rows(dialog)) == 2 and bool(self.works(self.ben)), timeout=SLOW)

    def bens_row(self, dialog: TeamDialog) -> PersonRow:
        return next(row for row in rows(dialog) if hasattr(row, "remove"))


def rows(dialog: TeamDialog) -> list[PersonRow]:
    return [row for row in dialog.panel.findChildren(PersonRow) if row.isVisible()]


@pytest.fixture
def two(qapp: QApplication, themes: ThemeController, tmp_path: Path, qtbot: QtBot) -> Iterator[Two]:
    with app_relay(tmp_path) as relay:
        relay.house.clock.now = time.time_ns() // 1_000_000
        relay.house.owner()
        colleague = hire(relay.house, "ben")
        olive, ben = AccountStage(tmp_path / "olive", qtbot), AccountStage(tmp_path / "ben", qtbot)
        olive.sign_in(relay.url)
        ben.sign_in(relay.url, "ben@example.org", "x")
        yield Two(relay, olive, ben, colleague)
        olive.end()
        ben.end()


def test_a_role_is_changed_after_the_password_was_asked_for_again(two: Two) -> None:
    dialog = two.found_team()
    two.let_in(dialog)
    (work,) = two.works(two.olive)
    (theirs,) = two.works(two.ben)
    two.relay.house.clock.now += 6 * 60_000
    box = two.bens_row(dialog).role
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    two.olive.until_step("password")
    two.olive.fill(secret="wrong")
    two.olive.until_problem("not right")
    two.olive.fill(secret=PASSWORD)
    two.olive.until_step("")
    two.bot.waitUntil(lambda: role_of(work.state, theirs.user) is Role.COMMENTER, timeout=SLOW)
    two.bot.waitUntil(lambda: role_of(theirs.state, theirs.user) is Role.COMMENTER, timeout=SLOW)
    assert dialog.panel.problem.text() == ""


def test_who_leaves_a_team_proves_who_asks_and_has_left_then(two: Two) -> None:
    dialog = two.found_team()
    two.let_in(dialog)
    (work,) = two.works(two.olive)
    (theirs,) = two.works(two.ben)
    two.bot.waitUntil(lambda: theirs.status.linked, timeout=SLOW)
    two.relay.house.clock.now += 6 * 60_000
    own = two.ben.window.relay_link.show_team(theirs.workspace)
    two.bot.waitUntil(lambda: own.leave.isVisible() and own.leave.isEnabled(), timeout=SLOW)
    # Who may let nobody in is shown nothing of that.
    assert not own.panel.days.isVisible()
    assert not own.panel.note.isVisible()
    QTest.mouseClick(own.leave, Qt.MouseButton.LeftButton)
    two.ben.until_step("password")
    two.ben.fill(secret="x")
    two.bot.waitUntil(lambda: role_of(work.state, theirs.user) is None, timeout=SLOW)
    two.bot.waitUntil(lambda: "You have left the team" in [one.text for one in two.ben.stage.said], timeout=SLOW)
    # The relay shows the operation to whom it puts out: it is known here, and not just believed.
    two.bot.waitUntil(lambda: role_of(theirs.state, theirs.user) is None, timeout=SLOW)


def test_who_leaves_the_question_unanswered_changes_nothing(two: Two) -> None:
    dialog = two.found_team()
    two.let_in(dialog)
    (work,) = two.works(two.olive)
    (theirs,) = two.works(two.ben)
    two.relay.house.clock.now += 6 * 60_000
    QTest.mouseClick(two.bens_row(dialog).remove, Qt.MouseButton.LeftButton)
    two.olive.until_step("password")
    QTest.keyClick(two.olive.dialog, Qt.Key.Key_Escape)
    two.olive.until_step("")
    assert role_of(work.state, theirs.user) is Role.EDITOR
    assert two.bens_row(dialog).isEnabled()


def test_a_locked_account_is_told_keeps_its_work_and_gets_in_when_it_is_unlocked(two: Two) -> None:
    two.let_in(two.found_team())
    stage = two.ben.stage
    stage.begin()
    set_locked(two.relay.house.env, CLI, two.colleague.account, locked=True)
    two.ben.until_phase(Phase.SIGN_IN_AGAIN)
    assert any("signed you out" in message.text for message in stage.said)
    assert "Signed out by the relay" in two.ben.window.home.side._relay.text()
    shape = stage.box((200, 200), (320, 260))
    assert shape in stage.editor.records.shapes
    offer = next(message for message in stage.said if message.action == "Sign in…")
    assert offer.run is not None
    offer.run()
    two.ben.until_step("password")
    two.ben.fill(email="ben@example.org", password="x")
    two.ben.until_problem("This account is locked")
    set_locked(two.relay.house.env, CLI, two.colleague.account, locked=False)
    two.ben.fill(email="ben@example.org", password="x")
    two.ben.until_phase(Phase.SIGNED_IN)
    (theirs,) = two.works(two.ben)
    two.bot.waitUntil(lambda: theirs.status.linked, timeout=SLOW)


def test_a_team_is_taken_off_its_relay_by_its_owner(two: Two) -> None:
    dialog = two.found_team()
    two.let_in(dialog)
    (work,) = two.works(two.olive)
    (theirs,) = two.works(two.ben)
    two.relay.house.clock.now += 6 * 60_000
    QTest.mouseClick(dialog.home, Qt.MouseButton.LeftButton)
    assert two.olive.stage.answers.asked == 1
    two.olive.until_step("password")
    two.olive.fill(secret=PASSWORD)
    two.bot.waitUntil(lambda: work.relay == "" and not two.dialogs(), timeout=SLOW)
    two.bot.waitUntil(lambda: theirs.relay == "", timeout=SLOW)
    assert "in this network now" in two.olive.stage.said[-1].text


def move(two: Two, who: AccountStage, target: str) -> MoveDialog:
    """Open the dialog of the Move action and pick a target by its name."""
    who.stage.do("file.move")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MoveDialog)
    at = dialog.target.findText(target)
    assert at >= 0
    dialog.target.setCurrentIndex(at)
    dialog.target.activated.emit(at)
    return dialog


def test_a_diagram_goes_into_a_team_and_out_of_it_again(two: Two) -> None:
    team = two.found_team()
    two.let_in(team)
    team.accept()
    (work,) = two.works(two.olive)
    (theirs,) = two.works(two.ben)
    stage = two.olive.stage
    stage.begin()
    shape = stage.box((200, 200), (320, 260))
    document = stage.tab.id
    QTest.mouseClick(move(two, two.olive, "Harbour").confirm, Qt.MouseButton.LeftButton)
    two.bot.waitUntil(lambda: document in theirs.documents, timeout=SLOW)
    two.bot.waitUntil(lambda: two.olive.window.workbench.top.workspace.text() == "Harbour", timeout=SLOW)
    two.ben.window.open_diagram(document)
    two.bot.waitUntil(lambda: shape in two.ben.stage.editor.records.shapes, timeout=SLOW)
    # Ben draws and is an editor: the title is his to change, too.
    assert two.ben.window.home.model._why_not_renamed(document) == ""
    # Ben may copy it, and not take it out.
    dialog = move(two, two.ben, "My diagrams")
    assert not dialog.take_out.isEnabled()
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert two.ben.stage.tab.id != document
    assert two.ben.window.workbench.top.workspace.text() == "Personal"
    assert shape in two.ben.stage.editor.records.shapes
    # Olive takes it back.
    two.ben.window.open_diagram(document)
    dialog = move(two, two.olive, "My diagrams")
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    two.bot.waitUntil(lambda: work.state.diagrams[document].deleted.now, timeout=SLOW)
    # The workspace knows it before its window has heard.
    two.bot.waitUntil(lambda: stage.tab.id != document, timeout=SLOW)
    assert shape in stage.editor.records.shapes
    assert two.olive.window.workbench.top.workspace.text() == "Personal"
    two.bot.waitUntil(lambda: "bin" in two.ben.window.rights.reason(), timeout=SLOW)
    assert "bin" in two.ben.window.home.model._why_not_renamed(document)
    two.bot.waitUntil(lambda: document not in two.olive.window.tabs, timeout=SLOW)
    assert "the original is in the bin of “Harbour”" in stage.said[-1].text


def link_for(two: Two, *, newcomer: bool) -> str:
    """Found a team, and return a link that lets somebody into it; long after signing in, so that accounts ask for a proof."""
    panel = two.found_team().panel
    two.bot.waitUntil(lambda: panel.newcomer.isVisible() and panel.invite.isEnabled(), timeout=SLOW)
    panel.newcomer.setChecked(newcomer)
    two.relay.house.clock.now += 6 * 60_000
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    if newcomer:
        two.olive.until_step("password")
        two.olive.fill(secret=PASSWORD)
    two.bot.waitUntil(lambda: panel.made.text() != "", timeout=SLOW)
    return panel.made.text()


def test_a_link_leads_somebody_without_an_account_all_the_way_in(two: Two, tmp_path: Path) -> None:
    link = link_for(two, newcomer=True)
    cleo = AccountStage(tmp_path / "cleo", two.bot)
    cleo.window.relay_link.follow(link)
    cleo.until_step("register")
    assert cleo.dialog.fields["invitation"].edit.text() in link  # type: ignore[union-attr]
    cleo.fill(name="Cleo", email="cleo@example.org", password=PASSWORD)
    cleo.until_step("mail")
    two.relay.house.settle()
    cleo.fill(token=two.relay.house.post.token("cleo@example.org"))
    two.bot.waitUntil(lambda: bool(two.works(cleo)), timeout=SLOW)
    # Whoever made the link hears of it, by name.
    said = two.olive.stage.said
    two.bot.waitUntil(lambda: any("Cleo came into “Harbour” by your link" in one.text for one in said), timeout=SLOW)
    assert sum("by your link" in one.text for one in said) == 1
    cleo.end()


def test_a_link_leads_through_signing_in_first(two: Two, tmp_path: Path) -> None:
    link = link_for(two, newcomer=False)
    hire(two.relay.house, "cleo")
    cleo = AccountStage(tmp_path / "cleo", two.bot)
    cleo.window.relay_link.follow(link)
    cleo.until_step("password")
    cleo.fill(email="cleo@example.org", password="x")
    two.bot.waitUntil(lambda: bool(two.works(cleo)), timeout=SLOW)
    cleo.end()


def codes(two: Two) -> int:
    """Return how many codes there are that open an account."""
    env = two.relay.house.env
    with env.transactions.read() as unit:
        return len(unit.invites.open_invites(two.relay.house.clock.now))


def test_one_code_is_made_however_often_somebody_clicks_while_a_proof_is_asked_for(two: Two) -> None:
    panel = two.found_team().panel
    two.bot.waitUntil(lambda: panel.newcomer.isVisible() and panel.invite.isEnabled(), timeout=SLOW)
    panel.newcomer.setChecked(True)
    two.relay.house.clock.now += 6 * 60_000
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    assert not panel.invite.isEnabled()
    two.olive.until_step("password")
    assert not panel.invite.isEnabled()
    QTest.keyClick(two.olive.dialog, Qt.Key.Key_Escape)
    two.olive.until_step("")
    assert panel.invite.isEnabled()
    assert codes(two) == 0
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    two.olive.until_step("password")
    two.olive.fill(secret=PASSWORD)
    two.olive.until_step("")
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    two.bot.waitUntil(lambda: panel.made.text() != "", timeout=SLOW)
    assert codes(two) == 1


def test_a_code_whose_invitation_failed_is_used_by_the_next_one(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = two.found_team()
    panel = dialog.panel
    two.bot.waitUntil(lambda: panel.newcomer.isVisible() and panel.invite.isEnabled(), timeout=SLOW)
    panel.newcomer.setChecked(True)
    with monkeypatch.context() as refusing:
        refusing.setattr(WorkspaceAtWork, "ask", lambda _self, _intent, then: then(0, ErrorCode.NOT_SEQUENCER))
        QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
        two.bot.waitUntil(lambda: panel.problem.text() != "", timeout=SLOW)
    assert codes(two) == 1
    # Also by the next dialog: nobody could use it otherwise.
    dialog.accept()
    (work,) = two.works(two.olive)
    panel = two.olive.window.relay_link.show_team(work.workspace).panel
    two.bot.waitUntil(lambda: panel.newcomer.isVisible() and panel.invite.isEnabled(), timeout=SLOW)
    panel.newcomer.setChecked(True)
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    two.bot.waitUntil(lambda: panel.made.text() != "", timeout=SLOW)
    assert codes(two) == 1
    given = panel.made.text()
    QTest.mouseClick(panel.invite, Qt.MouseButton.LeftButton)
    two.bot.waitUntil(lambda: panel.made.text() not in ("", given), timeout=SLOW)
    assert codes(two) == 2


def test_where_nobody_can_be_asked_for_a_proof_that_is_said(two: Two) -> None:
    two.found_team()
    (work,) = two.works(two.olive)
    teams = two.olive.window.sharing.teams()
    assert teams is not None
    desk = TeamDesk(teams, lambda _state: None, two.olive.window, workspace=work.workspace)
    two.bot.waitUntil(lambda: desk.state.opens_accounts, timeout=SLOW)
    two.relay.house.clock.now += 6 * 60_000
    desk.invite(Role.EDITOR, 7, newcomer=True)
    two.bot.waitUntil(lambda: not desk.state.busy, timeout=SLOW)
    assert desk.state.problem != ""
    assert codes(two) == 0


def test_a_disk_that_refuses_the_new_address_of_a_relay_is_told_of_once_and_ends_nothing(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.found_team()
    (work,) = two.works(two.olive)
    teams = two.olive.window.sharing.teams()
    assert teams is not None
    address, before = work.relay, "http://old.example.org"
    work.relay = before

    def full(_shared: SqlSharedStore, _rows: Sequence[Row]) -> None:
        raise DiskFullError("no space left")

    with monkeypatch.context() as disk:
        disk.setattr(SqlSharedStore, "write", full)
        teams.attach(work)
        teams.attach(work)
    assert work.relay == before
    assert sum("no space left" in one.text for one in two.olive.stage.said) == 1
    teams.attach(work)
    assert work.relay == address
    two.bot.waitUntil(lambda: work.status.linked, timeout=SLOW)
