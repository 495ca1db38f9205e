"""Who belongs to a team at a real relay, and what changes of it: its address, the names of guests, people who come back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collaboration.team_state import Reach
from app.workbench.parting_link import PartingLink
from sync.protocol.membership.access import role_of
from sync.protocol.roles import Role
from tests.support.app_relay import app_relay, relay_of_two
from tests.support.relay import OWNER, PASSWORD, Running
from tests.support.relay_dialog import Dialog, entered, shared
from tests.support.together_program import WAIT_MS, Program


def test_a_team_follows_its_relay_to_another_address(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    """The relay is known by its key, wherever it is."""
    folder = tmp_path / "relay"
    ana = Program(tmp_path / "ana", "Ana")
    with relay_of_two(folder) as first:
        ana.sign_in(qtbot, first.url, OWNER, PASSWORD)
        shared(ana, qtbot)
        ana.stage.window.account.sign_out()
        qtbot.waitUntil(lambda: "relay off: sign in" in ana.says, timeout=WAIT_MS)
    with app_relay(folder) as moved:
        assert moved.url != first.url
        moved.house.clock.now = first.house.clock.now
        ana.sign_in(qtbot, moved.url, OWNER, PASSWORD)
        qtbot.waitUntil(lambda: "relay connected" in ana.says, timeout=WAIT_MS)
        (work,) = ana.together.works
        assert work.relay == moved.url
        ana.end()


def test_a_guest_is_called_by_the_name_of_the_account_also_after_the_next_start(
    qapp: QApplication, relay: Running, tmp_path: Path, qtbot: QtBot
) -> None:
    """A guest has no card that would keep the name."""
    ana, ben = Program(tmp_path / "ana", "Ana"), Program(tmp_path / "ben", "login")
    ana.sign_in(qtbot, relay.url, OWNER, PASSWORD)
    ben.sign_in(qtbot, relay.url, "ben@example.org", "x")
    entered(ana, ben, qtbot)
    ben.end()
    again = Program(tmp_path / "ben", "login")
    again.together.start()
    (work,) = again.together.works
    called = again.stage.window.account.name
    assert work.names[work.user] == called != "login"
    again.sign_in(qtbot, relay.url, "ben@example.org", "x")
    assert work.names[work.user] == called
    again.stage.window.show()
    assert again.stage.window.open_diagram(next(iter(work.documents)))
    (team,) = ana.together.works
    qtbot.waitUntil(lambda: team.names.get(work.user) == called, timeout=WAIT_MS)
    again.end()
    ana.end()


def test_who_was_removed_or_is_a_guest_gets_a_role_in_the_team(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    _, _, work = entered(ana, ben, qtbot)
    dialog = Dialog(ana, workspace=work.workspace)
    row = {one.user: one for one in dialog.state.people}[work.user]
    assert (row.guest, row.may_change, row.gone) == (True, True, False)
    dialog.desk.set_role(work.user, Role.VIEWER)
    dialog.settled(qtbot)
    qtbot.waitUntil(lambda: role_of(work.state, work.user) is Role.VIEWER, timeout=WAIT_MS)
    dialog.desk.remove(work.user)
    dialog.settled(qtbot)
    row = {one.user: one for one in dialog.state.people}[work.user]
    assert (row.gone, row.may_change) == (True, True)
    dialog.desk.set_role(work.user, Role.EDITOR)
    dialog.settled(qtbot)
    (team,) = ana.together.works
    assert role_of(team.state, work.user) is Role.EDITOR
    ben.teams.try_again()
    qtbot.waitUntil(lambda: role_of(work.state, work.user) is Role.EDITOR, timeout=WAIT_MS)


def test_a_diagram_whose_tab_is_closed_while_it_is_shared_is_loaded_anew(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """ENG-1: what others draw meanwhile comes to the library alone, and the next window has to show it."""
    ana = pair[0]
    ana.stage.begin()
    document = ana.stage.tab.id
    dialog = Dialog(ana, document)
    dialog.desk.share("", "Harbour team")
    ana.stage.window.close_tab(document)
    qtbot.waitUntil(lambda: dialog.state.reach is Reach.SHARED and not dialog.state.busy, timeout=WAIT_MS)
    assert document not in ana.stage.desktop.session.diagrams


def test_who_was_removed_while_away_learns_by_whom_and_keeps_what_waited(
    qapp: QApplication, relay: Running, tmp_path: Path, qtbot: QtBot
) -> None:
    """RLY-51, RUN-40: the relay shows the operation, which is a proof; a refusal alone would have let the edits wait for ever."""
    ana, ben = Program(tmp_path / "ana", "Ana"), Program(tmp_path / "ben", "Ben")
    ana.sign_in(qtbot, relay.url, OWNER, PASSWORD)
    ben.sign_in(qtbot, relay.url, "ben@example.org", "x")
    document, _, work = entered(ana, ben, qtbot)
    dialog = Dialog(ana, workspace=work.workspace)
    dialog.desk.set_role(work.user, Role.EDITOR)
    dialog.settled(qtbot)
    qtbot.waitUntil(lambda: work.title == "Harbour team", timeout=WAIT_MS)
    ben.end()
    dialog.desk.remove(work.user)
    dialog.settled(qtbot)
    ana.at_work().box((600, 200), (720, 260))

    again = Program(tmp_path / "ben", "Ben")
    window, said = again.stage.window, again.stage.said
    again.together.start()
    PartingLink(window, again.together).look()
    window.show()
    assert window.open_diagram(document)
    shape = again.at_work().box((400, 200), (520, 260))
    qtbot.waitUntil(lambda: "1 edit waiting" in again.says, timeout=WAIT_MS)
    (work,) = again.together.works
    assert role_of(work.state, work.user) is Role.EDITOR
    again.sign_in(qtbot, relay.url, "ben@example.org", "x")
    removed = "Olive Owner removed you from “Harbour team”"
    qtbot.waitUntil(lambda: any(removed in one.text for one in said), timeout=WAIT_MS)
    assert role_of(work.state, work.user) is None
    assert (
        window.rights.reason()
        == "Olive Owner removed you from this team. What you have of this diagram stays with you."
    )
    assert "no access any more" in again.says
    qtbot.waitUntil(lambda: any(one.action == "Open it" for one in said), timeout=WAIT_MS)
    offer = next(one for one in said if one.action == "Open it")
    assert "you may not draw there any more" in offer.text
    qtbot.waitUntil(lambda: shape not in again.stage.editor.records.shapes, timeout=WAIT_MS)
    assert offer.run is not None
    offer.run()
    assert again.stage.tab.id != document
    assert shape in again.stage.editor.records.shapes
    assert window.rights.reason() == ""
    again.end()
    ana.end()
