"""Whole programs at a real relay: a team, a diagram put into it, a link with nobody online, drawing, rights that change."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.account.face import Face
from app.account.picture import said_picture, small_picture
from app.collaboration.addresses import JoinAddress, MailCode, ViewAddress, read_given
from app.collaboration.network import relay_teams
from app.collaboration.network.workspace import WorkspaceAtWork
from sync.account.joining import JoinRequest
from sync.crypto.identity import admit_device
from sync.engine import intents as want
from sync.protocol.boxes import Box
from sync.protocol.membership.entry import LogEntry
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.relay import Running
from tests.support.relay_dialog import Dialog, entered, shared
from tests.support.together_program import WAIT_MS, Program
from tests.support.workspace import CLEO


def at_the_door(patch: pytest.MonkeyPatch, shown: Household) -> None:
    async def visit(*_given: object) -> tuple[list[LogEntry], list[Box]]:
        return shown.entries, shown.boxes

    patch.setattr(relay_teams, "visit", visit)


def once_inside(patch: pytest.MonkeyPatch, shown: Household) -> None:
    async def log(*_given: object) -> list[LogEntry]:
        return shown.entries

    async def boxes(*_given: object) -> list[Box]:
        return shown.boxes

    patch.setattr(relay_teams, "read_log", log)
    patch.setattr(relay_teams, "read_boxes", boxes)


@pytest.mark.parametrize("lie", [at_the_door, once_inside])
def test_eng65_a_workspace_that_a_relay_made_up_for_an_invitee_is_not_entered(
    pair: tuple[Program, Program],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    lie: Callable[[pytest.MonkeyPatch, Household], None],
) -> None:
    """ENG-65: somebody else orders it and has all keys; the invitee stands in it, since his consent was seen in the true one."""
    ana, ben = pair
    _, dialog = shared(ana, qtbot)
    dialog.desk.invite(Role.EDITOR, 7)
    qtbot.waitUntil(lambda: bool(dialog.state.made), timeout=WAIT_MS)
    address = read_given(dialog.state.made)
    assert isinstance(address, JoinAddress)
    made_up, account = Household(CLEO), ben.stage.window.account
    consent = admit_device(account.identity, account.user)
    made_up.do(CLEO, want.AdmitUser(account.user, Role.EDITOR, (consent,)))
    lie(monkeypatch, made_up)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    qtbot.waitUntil(lambda: bool(works or ben.problems), timeout=WAIT_MS)
    assert works == []
    assert ben.together.works == ()


def test_a_link_lets_in_and_both_draw(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    document, dialog, work = entered(ana, ben, qtbot)
    qtbot.waitUntil(lambda: bool(ben.stage.editor.records.shapes), timeout=WAIT_MS)
    theirs = ben.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: theirs in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    mine = ana.at_work().box((60, 60), (160, 120))
    qtbot.waitUntil(lambda: mine in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)
    qtbot.waitUntil(lambda: "relay connected" in ben.says and "waiting" not in ben.says, timeout=WAIT_MS)
    people = {one.user: one for one in dialog.state.people}
    assert (people[work.user].role, people[work.user].guest) == (Role.EDITOR, True)
    part = ana.stage.window.presence.part(document)
    assert part is not None
    called = ben.stage.window.account.state.name
    qtbot.waitUntil(lambda: [person.name for person in part.people] == [called], timeout=WAIT_MS)


def test_rights_that_are_taken_are_taken_at_once(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    document, dialog, work = entered(ana, ben, qtbot)
    qtbot.waitUntil(lambda: ben.stage.window.rights.reason() == "", timeout=WAIT_MS)
    dialog.desk.set_role(work.user, Role.VIEWER)
    dialog.settled(qtbot)
    qtbot.waitUntil(lambda: ben.stage.window.rights.reason() != "", timeout=WAIT_MS)
    assert {one.user: one.role for one in dialog.state.people}[work.user] is Role.VIEWER
    assert document in work.documents
    dialog.desk.remove(work.user)
    dialog.settled(qtbot)
    qtbot.waitUntil(lambda: "no access" in ben.says and "catching up" not in ben.says, timeout=WAIT_MS)


def test_a_read_only_link_shows_a_copy_until_it_is_ended(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, _ = pair
    _, dialog = shared(ana, qtbot)
    dialog.desk.make_link(7)
    qtbot.waitUntil(lambda: bool(dialog.state.made) and not dialog.state.busy, timeout=WAIT_MS)
    address = read_given(dialog.state.made)
    assert isinstance(address, ViewAddress)
    assert [one.kind for one in dialog.state.waiting] == ["view"]
    dialog.desk.end("view", address.key.link)
    dialog.settled(qtbot)
    assert dialog.state.waiting == ()


def test_a_code_by_mail_waits_for_a_yes_and_both_see_one_safety_number(
    pair: tuple[Program, Program], relay: Running, qtbot: QtBot
) -> None:
    """RLY-99: who may let people in is told without asking."""
    ana, ben = pair
    document, dialog = shared(ana, qtbot)
    dialog.desk.invite_by_mail("ben@example.org", Role.VIEWER)
    qtbot.waitUntil(lambda: [one.kind for one in dialog.state.waiting] == ["mail"], timeout=WAIT_MS)
    code = re.search(r"[A-Z2-7]{5}(-[A-Z2-7]{1,5})+", relay.house.post.mails[-1].text)
    assert code
    given = read_given(code[0])
    assert isinstance(given, MailCode)
    window, work_of_ana = ana.stage.window, dialog.desk.work
    assert work_of_ana is not None
    window.sharing.relay = ana.teams
    window.teams.members_changed()
    asked: list[JoinRequest] = []
    ben.teams.ask_in(given.text, asked.append, ben.problems.append)
    qtbot.waitUntil(lambda: bool(asked or ben.problems), timeout=WAIT_MS)
    assert ben.problems == []
    assert ben.together.works == ()
    pill = window.home.side.asking[work_of_ana.workspace]
    qtbot.waitUntil(lambda: pill.text() == "1" and not pill.isHidden(), timeout=WAIT_MS)
    assert "asks to be let into “Harbour team”" in ana.stage.said[-1].text
    again = Dialog(ana, document)
    qtbot.waitUntil(lambda: [one.kind for one in again.state.waiting] == ["request"], timeout=WAIT_MS)
    (request,) = again.state.waiting
    again.desk.admit(request.id)
    again.settled(qtbot)
    qtbot.waitUntil(lambda: pill.isHidden(), timeout=WAIT_MS)
    ben.teams.look()
    qtbot.waitUntil(lambda: bool(ben.together.works), timeout=WAIT_MS)
    (work,) = ben.together.works
    qtbot.waitUntil(lambda: document in work.documents, timeout=WAIT_MS)
    seen = {one.own: one.safety for one in Dialog(ben, document).state.people}
    assert seen[False] == request.safety


def test_a_new_diagram_of_a_team_reaches_the_others_with_its_title(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    _, dialog = shared(ana, qtbot)
    workspace = dialog.desk.work
    assert workspace is not None
    team = Dialog(ana, workspace=workspace.workspace)
    team.desk.invite(Role.EDITOR, 7)
    qtbot.waitUntil(lambda: bool(team.state.made), timeout=WAIT_MS)
    address = read_given(team.state.made)
    assert isinstance(address, JoinAddress)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    qtbot.waitUntil(lambda: bool(works), timeout=WAIT_MS)
    ana.stage.window.sharing.relay = ana.teams
    ana.stage.window.relay_link.new_diagram(workspace.workspace)
    made = ana.stage.tab.id
    qtbot.waitUntil(lambda: made in works[0].documents, timeout=WAIT_MS)
    browser = ben.stage.desktop.browser
    qtbot.waitUntil(
        lambda: (
            {one.id: (one.title, one.team) for one in browser.entries}.get(made)
            == ("Untitled diagram", workspace.workspace)
        ),
        timeout=WAIT_MS,
    )


def test_another_name_colour_and_picture_are_seen_by_the_others_at_once(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """Cards are written anew, here for a member of the team, who can read them."""
    ana, ben = pair
    document, dialog = shared(ana, qtbot)
    team = dialog.desk.work
    assert team is not None
    members = Dialog(ana, workspace=team.workspace)
    members.desk.invite(Role.EDITOR, 7)
    qtbot.waitUntil(lambda: bool(members.state.made), timeout=WAIT_MS)
    address = read_given(members.state.made)
    assert isinstance(address, JoinAddress)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    qtbot.waitUntil(lambda: bool(works) and document in works[0].documents, timeout=WAIT_MS)
    ben.stage.window.show()
    assert ben.stage.window.open_diagram(document)
    part = ben.stage.window.presence.part(document)
    assert part is not None

    def seen() -> list[tuple[str, str, bytes]]:
        return [(one.name, one.color, one.picture) for one in part.people]

    account = ana.stage.window.account
    qtbot.waitUntil(lambda: [name for name, _, _ in seen()] == [account.state.name], timeout=WAIT_MS)
    picture = small_picture(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    account.wear(Face("#1F7F4F", picture))
    qtbot.waitUntil(lambda: seen() == [(account.state.name, "#1F7F4F", picture)], timeout=WAIT_MS)
    account.called(account.state.email, "Ana of the Harbour")
    qtbot.waitUntil(lambda: seen() == [("Ana of the Harbour", "#1F7F4F", picture)], timeout=WAIT_MS)
    people = {one.name: one for one in Dialog(ben, workspace=team.workspace).state.people}
    assert people["Ana of the Harbour"].picture == picture
    assert people["Ana of the Harbour"].color == "#1F7F4F"
    qtbot.waitUntil(lambda: "1 other directly" in ana.says and "1 other directly" in ben.says, timeout=WAIT_MS)


def test_a_guest_and_those_who_are_there_see_each_others_pictures(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    """ENG-32: over the relay; a guest reads no cards and has none."""
    ana, ben = pair
    document, _, _ = entered(ana, ben, qtbot)
    parts = [program.stage.window.presence.part(document) for program in (ana, ben)]

    def pictures() -> list[list[bytes]]:
        return [[person.picture for person in part.people] for part in parts if part is not None]

    qtbot.waitUntil(lambda: pictures() == [[b""], [b""]], timeout=WAIT_MS)
    cards = []
    for program, color in ((ana, "red"), (ben, "blue")):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{color}"/></svg>'
        cards.append(small_picture(drawing.encode()))
        program.stage.window.account.wear(Face("", cards[-1]))
    wanted = [[said_picture(cards[1])], [said_picture(cards[0])]]
    qtbot.waitUntil(lambda: pictures() == wanted, timeout=WAIT_MS)


def test_a_team_leaves_its_relay_goes_on_in_the_local_network_and_comes_back(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """PROTOCOL 2, RUN-41: an owner moves the sequencer, from the relay to a device and back; the log comes over the local network."""
    ana, ben = pair
    document, dialog, work = entered(ana, ben, qtbot)
    team = dialog.desk.work
    assert team is not None
    home: list[bool] = []
    Dialog(ana, workspace=team.workspace).desk.take_home(lambda: home.append(True))
    qtbot.waitUntil(lambda: bool(home), timeout=WAIT_MS)
    assert team.relay == ""
    qtbot.waitUntil(lambda: work.relay == "", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "not connected" in ben.says, timeout=WAIT_MS)
    assert "relay" not in ana.says
    waiting = ben.at_work().box((500, 400), (620, 460))
    ana.together.open_room(document, ana.rooms.append)
    qtbot.waitUntil(lambda: waiting in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    assert "1 other on this network" in ana.says
    back: list[bool] = []
    ana.teams.connect_workspace(team, lambda: back.append(True), ana.problems.append)
    qtbot.waitUntil(lambda: bool(back or ana.problems), timeout=WAIT_MS)
    assert ana.problems == []
    ana.together.close_room(document)
    qtbot.waitUntil(lambda: "relay connected" in ana.says, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: work.relay != "" and "relay connected" in ben.says, timeout=WAIT_MS)
    more = ana.at_work().box((60, 60), (160, 120))
    qtbot.waitUntil(lambda: more in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)


def test_a_team_that_comes_back_to_its_relay_is_followed_by_who_is_elsewhere(
    pair: tuple[Program, Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RUN-41: nobody is on one network with its owner, and only the relay's log tells."""
    monkeypatch.setattr(relay_teams, "RETURN_MS", 200)
    ana, ben = pair
    document, dialog, work = entered(ana, ben, qtbot)
    team = dialog.desk.work
    assert team is not None
    home: list[bool] = []
    Dialog(ana, workspace=team.workspace).desk.take_home(lambda: home.append(True))
    qtbot.waitUntil(lambda: bool(home) and work.relay == "", timeout=WAIT_MS)
    back: list[bool] = []
    ana.teams.connect_workspace(team, lambda: back.append(True), ana.problems.append)
    qtbot.waitUntil(lambda: work.relay != "" and "relay connected" in ben.says, timeout=WAIT_MS)
    assert (back, ana.problems) == ([True], [])
    more = ana.at_work().box((60, 60), (160, 120))
    qtbot.waitUntil(lambda: more in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)
