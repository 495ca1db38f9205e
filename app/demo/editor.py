"""One of the editors that draw together: a window and a library of its own, told by JSON lines what to do.

`python -m app.demo.editor PROFILE PICTURES NAME`; the first line of standard input is the library's key. Each later line is an
object {"do": ...}, and is answered by an event of that name.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aioice.ice
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from app.collaboration.addresses import JoinAddress, read_given
from app.collaboration.network.relay_teams import RelayTeams
from app.collaboration.network.team_desk import TeamDesk
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.team_state import Reach
from app.demo.events import tell
from app.demo.stage import Stage
from app.errors import AppError
from canvas.model.canonical import records_hash
from sync.account.api import RelayApi
from sync.account.opening import set_up
from sync.account.session import Session, register, sign_in
from sync.errors import SyncError
from sync.protocol.roles import Role

PASSWORD = "a password that only this demo uses"  # noqa: S105  of accounts that are gone when it ends
WORDS = {"ana": "Order", "ben": "Payment", "cleo": "Delivery"}
COLUMN, ROW = {"ana": 60, "ben": 330, "cleo": 600}, 110


class Orders(QObject):
    """Lines of standard input, on the GUI thread."""

    came = Signal(str)

    def listen(self) -> None:
        """Read on a thread of its own."""
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)


class DemoEditor:
    """Carries out orders."""

    def __init__(self, stage: Stage, name: str) -> None:
        self.stage, self.name, self.drawn = stage, name, 0
        self._owner = QObject()
        self._desk: TeamDesk | None = None
        stage.window.sharing.together().name = name.capitalize()

    def take(self, line: str) -> None:
        """Carry out one order."""
        given = json.loads(line)
        word = given.pop("do")
        orders: dict[str, Callable[..., dict[str, Any]]] = {
            "begin": self.begin,
            "sign_in": self.sign_in,
            "share": self.share,
            "invite": self.invite,
            "enter": self.enter,
            "draw": self.draw,
            "look": self.look,
            "photograph": self.photograph,
            "end": self.end,
        }
        tell(word, **orders[word](**given))

    def begin(self, title: str) -> dict[str, Any]:
        """Make a diagram and show it."""
        self.stage.window.open_diagram(self.stage.desktop.session.create(title))
        return {}

    def sign_in(self, url: str, email: str, code: str, first: bool) -> dict[str, Any]:
        """Open an account, with the set-up code or an invitation, and sign in."""

        async def way(api: RelayApi) -> Session:
            if first:
                return await set_up(api, code, email, PASSWORD, self.name.capitalize())
            await register(api, email, PASSWORD, self.name.capitalize(), code)
            return await sign_in(api, email, PASSWORD)

        account = self.stage.window.account
        account.sign_in(url, way, lambda: None, _refuse, self._owner)
        self.stage.wait(lambda: account.line is not None)
        return {}

    def share(self) -> dict[str, Any]:
        """Let the diagram go through the relay, in a new team."""
        desk = self._desk = TeamDesk(self._teams, lambda _state: None, self._owner, document=self.stage.tab.id)
        desk.share("", "Demo team")
        self.stage.wait(lambda: _sound(desk).state.reach is Reach.SHARED and not desk.state.busy)
        return {}

    def invite(self) -> dict[str, Any]:
        """Make a link that lets one person in."""
        desk = self._desk
        if desk is None:
            raise AppError("nothing is shared")
        desk.invite(Role.EDITOR, 1)
        self.stage.wait(lambda: _sound(desk).state.made != "")
        return {"link": desk.state.made}

    def enter(self, link: str) -> dict[str, Any]:
        """Enter by a link and show the diagram of the team."""
        address, works = read_given(link), list[WorkspaceAtWork]()
        if not isinstance(address, JoinAddress):
            raise AppError("this is no invitation")
        self._teams.enter(address, works.append, _refuse)
        self.stage.wait(lambda: bool(works) and bool(works[0].documents))
        self.stage.window.open_diagram(next(iter(works[0].documents)))
        return {}

    def draw(self) -> dict[str, Any]:
        """Draw a labelled shape with mouse and keys, in the own column."""
        x, y = COLUMN[self.name], 60 + ROW * self.drawn
        self.drawn += 1
        self.stage.key(Qt.Key.Key_R)
        self.stage.drag((x, y), (x + 180, y + 70))
        self.stage.key(Qt.Key.Key_V)
        self.stage.write_label((x + 90, y + 35), f"{WORDS[self.name]} {self.drawn}")
        self.stage.tab.editor.select(())
        return {}

    def look(self) -> dict[str, Any]:
        """Say what is held and what the status line says."""
        records, state = self.stage.tab.editor.records, self.stage.tab.diagram.state
        part = self.stage.window.presence.part(self.stage.tab.id)
        self.stage.window.workbench.status.show_now()
        return {
            "hash": records_hash(records).hex(),
            "shapes": len(records.shapes),
            "says": self.stage.window.workbench.top.status.text(),
            "saved": not state.pending,
            "people": len(part.people) if part is not None else 0,
        }

    def photograph(self, name: str) -> dict[str, Any]:
        """Keep a screenshot of the window."""
        self.stage.picture(name)
        return {}

    def end(self) -> dict[str, Any]:
        """Close the library; the process ends."""
        self.stage.close()
        QCoreApplication.quit()
        return {}

    @property
    def _teams(self) -> RelayTeams:
        teams = self.stage.window.sharing.teams()
        if teams is None:
            raise AppError("this window cannot share")
        return teams


def _sound(desk: TeamDesk) -> TeamDesk:
    """Return a desk that has no problem."""
    if desk.state.problem:
        raise AppError(desk.state.problem)
    return desk


def _refuse(why: SyncError | str) -> None:
    """End the demo: what should work does not."""
    raise AppError(str(why))


def main(profile: Path, pictures: Path, name: str) -> None:
    """Run until told to end."""
    # All editors are on one machine, whose own network nobody can cut: the relay's line is the only one between them.
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: []  # noqa: ARG005  aioice passes them by name
    stage = Stage(profile, pictures)
    editor, orders = DemoEditor(stage, name), Orders()
    orders.came.connect(editor.take, Qt.ConnectionType.QueuedConnection)
    orders.listen()
    tell("ready")
    QCoreApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
