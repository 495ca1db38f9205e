"""A whole program that can share: its window, its library, its network thread, and an account at a relay if it signs in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.account.state import Phase
from app.collaboration.network.neighbourhood import Place
from app.collaboration.network.news import Listeners
from app.collaboration.network.relay_teams import RelayTeams
from app.collaboration.network.together import Together
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.room_state import JoinState, RoomState
from canvas.model.canonical import records_hash
from sync.account.api import RelayApi
from sync.account.session import Session, sign_in
from sync.transports.lan.discovery import Network
from tests.support.stage import Stage

HERE = Place(Network(("127.0.0.1",)), ("127.0.0.1",), "127.0.0.1")
WAIT_MS = 60_000


class Program:
    """One program."""

    def __init__(self, folder: Path, name: str) -> None:
        self.stage, self.name = Stage(folder), name
        window = self.stage.window
        self.rooms: list[RoomState] = []
        self.joins: list[JoinState] = []
        self.received: list[str] = []
        self.arrived: list[str] = []
        self.problems: list[str] = []
        listeners = Listeners(
            window.teams.handle,
            window.teams.members_changed,
            lambda _warning: None,
            window.teams.copies.take,
            self._arrive,
        )
        window.sharing.close()
        self.together = window.sharing.running = Together(
            self.stage.desktop.session, window.network, name, HERE, listeners, window.reopen, self.received.append
        )
        window.teams.team_of = self.together.team_of
        self.teams = RelayTeams(self.together, window.account, window)

    def sign_in(self, bot: QtBot, url: str, email: str, password: str) -> None:
        async def way(api: RelayApi) -> Session:
            return await sign_in(api, email, password)

        account = self.stage.window.account
        account.sign_in(url, way, lambda: None, lambda error: self.problems.append(str(error)), self.stage.window)
        bot.waitUntil(lambda: account.state.phase is Phase.SIGNED_IN and account.line is not None, timeout=WAIT_MS)

    def _arrive(self, document: str) -> None:
        self.arrived.append(document)
        self.stage.window.teams.arrived(document)

    def at_work(self) -> Stage:
        self.stage.window.activateWindow()
        QApplication.processEvents()
        self.stage.view.setFocus()
        return self.stage

    def up(self, work: WorkspaceAtWork) -> bool:
        return work.status.linked

    def hash(self, document: str) -> bytes:
        return records_hash(self.stage.desktop.session.diagrams[document].document.records)

    @property
    def says(self) -> str:
        self.stage.window.workbench.status.show_now()
        return self.stage.window.workbench.top.status.text()

    def end(self) -> None:
        self.stage.end()
