"""What the dialogs of a team show, and a diagram that two people share through a relay."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.collaboration.addresses import JoinAddress, read_given
from app.collaboration.network.team_desk import TeamDesk
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.team_state import Reach, TeamState
from sync.protocol.roles import Role
from tests.support.together_program import WAIT_MS, Program


class Dialog:
    """What a dialog over a team desk shows."""

    def __init__(self, program: Program, document: str = "", workspace: str = "") -> None:
        self.states: list[TeamState] = []
        self.owner = QObject()
        self.desk = TeamDesk(program.teams, self.states.append, self.owner, document=document, workspace=workspace)

    @property
    def state(self) -> TeamState:
        self.desk.refresh()
        return self.desk.state

    def settled(self, bot: QtBot) -> TeamState:
        bot.waitUntil(lambda: not self.state.busy, timeout=WAIT_MS)
        assert self.state.problem == ""
        return self.state


def shared(ana: Program, bot: QtBot) -> tuple[str, Dialog]:
    """Draw something and let it go through the relay in a new team; return the diagram and the dialog."""
    ana.stage.begin()
    ana.at_work().box((200, 200), (320, 260))
    document = ana.stage.tab.id
    dialog = Dialog(ana, document)
    assert dialog.state.reach is Reach.ALONE
    dialog.desk.share("", "Harbour team")
    bot.waitUntil(lambda: dialog.state.reach is Reach.SHARED and not dialog.state.busy, timeout=WAIT_MS)
    assert dialog.state.problem == ""
    bot.waitUntil(lambda: "relay connected" in ana.says, timeout=WAIT_MS)
    return document, dialog


def entered(ana: Program, ben: Program, bot: QtBot, role: Role = Role.EDITOR) -> tuple[str, Dialog, WorkspaceAtWork]:
    """Let Ben come by a link."""
    document, dialog = shared(ana, bot)
    dialog.desk.invite(role, 7)
    bot.waitUntil(lambda: bool(dialog.state.made or dialog.state.problem), timeout=WAIT_MS)
    assert dialog.state.problem == ""
    address = read_given(dialog.state.made)
    assert isinstance(address, JoinAddress)
    works: list[WorkspaceAtWork] = []
    ben.teams.enter(address, works.append, ben.problems.append)
    bot.waitUntil(lambda: bool(works or ben.problems), timeout=WAIT_MS)
    assert ben.problems == []
    bot.waitUntil(lambda: document in works[0].documents, timeout=WAIT_MS)
    ben.stage.window.show()
    assert ben.stage.window.open_diagram(document)
    return document, dialog, works[0]
