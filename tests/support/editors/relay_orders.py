"""Orders to an editor program that are about a relay: signing in, a team, links into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.collaboration.addresses import JoinAddress, read_given
from app.collaboration.network.relay_teams import RelayTeams
from app.collaboration.network.team_desk import TeamDesk
from app.collaboration.network.together import Together
from app.collaboration.team_state import Reach, TeamState
from sync.account.api import RelayApi
from sync.account.session import Session, sign_in
from sync.engine.intents import AdmitUser
from sync.protocol.device_entry import read_admission
from sync.protocol.errors import ErrorCode
from sync.protocol.roles import Role
from sync.protocol.wire import WireReader
from tests.support.editors.speech import say
from tests.support.stage import Stage


class RelayOrders:
    """What the program does at a relay."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._owner, self._asked = QObject(), ""
        self._desk: TeamDesk | None = None

    @property
    def _together(self) -> Together:
        return self._stage.window.sharing.together()

    def do_sign_in(self, url: str, email: str, password: str) -> None:
        """Sign in to a relay; the answer comes when the program is signed in."""

        async def way(api: RelayApi) -> Session:
            return await sign_in(api, email, password)

        self._stage.window.account.sign_in(
            url, way, lambda: say(done="sign_in"), lambda error: say(event="problem", text=str(error)), self._owner
        )

    def do_share(self) -> None:
        """Let the diagram in front go through the relay, in a new team; the answer comes when it does."""
        self._desk = TeamDesk(self._teams, self._desk_changed, self._owner, document=self._stage.tab.id)
        self._asked = "share"
        self._desk.share("", "Harbour team")

    def do_invite(self) -> None:
        """Answer with a link that lets one person into the diagram."""
        assert self._desk is not None
        self._asked = "invite"
        self._desk.invite(Role.EDITOR, 7)

    def _desk_changed(self, state: TeamState) -> None:
        if state.problem:
            say(event="problem", text=state.problem)
        elif not state.busy and self._asked == "share" and state.reach is Reach.SHARED:
            self._asked = ""
            say(done="share")
        elif self._asked == "invite" and state.made:
            self._asked = ""
            say(done="invite", link=state.made)

    def do_enter(self, link: str) -> None:
        """Enter by a link; the answer comes once the workspace is here."""
        address = read_given(link)
        assert isinstance(address, JoinAddress)
        self._teams.enter(address, lambda _work: say(done="enter"), lambda why: say(event="problem", text=why))

    def do_admit(self, people: list[tuple[str, str]]) -> None:
        """Admit people (user and admission of each) to the team; the answer comes when all are in."""
        work = self._together.team_of(self._stage.tab.id)
        assert work is not None
        waiting = list(people)

        def go_on(_seq: int, error: ErrorCode | None) -> None:
            if error is not None:
                say(event="problem", text=error.name)
            elif waiting:
                user, admission = waiting.pop()
                who = read_admission(WireReader(bytes.fromhex(admission)))
                work.ask(AdmitUser(user, Role.EDITOR, (who,)), go_on)
            else:
                page, document = self._stage.editor.page, self._stage.tab.id
                say(done="admit", workspace=work.workspace, document=document, page=page)

        go_on(0, None)

    def do_try_again(self) -> dict[str, Any]:
        """Look for the relay at once, as the user may ask for it."""
        self._teams.try_again()
        return {}

    def do_holds(self, document: str) -> dict[str, Any]:
        """Say whether a diagram is kept in step here."""
        return {"here": self._together.team_of(document) is not None}

    @property
    def _teams(self) -> RelayTeams:
        teams = self._stage.window.sharing.teams()
        assert teams is not None
        return teams
