"""A relay that serves, with a workspace whose people have a socket each when they want one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relay_server.service.rooms.limits import RoomLimits
from sync.protocol.roles import Role
from tests.support.relay import Running, running_relay
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.socket_device import SocketDevice, Writer, colleague_on

ROLES = {
    "olive": Role.OWNER,
    "adam": Role.ADMIN,
    "edith": Role.EDITOR,
    "carl": Role.COMMENTER,
    "vera": Role.VIEWER,
}


@dataclass
class Office:
    """People, a workspace with one diagram, and the relay."""

    relay: Running
    team: RelayTeam
    people: dict[str, Colleague]
    diagram: str
    seq: int = field(init=False)

    def __post_init__(self) -> None:
        self.seq = self.team.state.seq

    @property
    def workspace(self) -> str:
        """Id of the workspace."""
        return self.team.workspace

    def on(self, name: str) -> AbstractContextManager[SocketDevice]:
        """Open somebody's socket."""
        return colleague_on(self.relay.url, self.people[name])

    def writer(self, name: str, document: str | None = None, writer: str = "0f" * 8) -> Writer:
        """Return a chain of somebody's."""
        return Writer(self.people[name].laptop, document or self.diagram, self.seq, writer)

    def hire(self, name: str, role: Role = Role.EDITOR) -> Colleague:
        """Let somebody in."""
        who = hire(self.relay.house, name)
        self.team.admit(who, role)
        self.people[name] = who
        self.seq = self.team.state.seq
        return who


@contextmanager
def open_office(folder: Path, *names: str, limits: RoomLimits | None = None, **settings: Any) -> Iterator[Office]:
    """Open a relay with a workspace of Olive's and the people named (all of ``ROLES`` if none are)."""
    with running_relay(folder, limits=limits, **settings) as relay:
        people = {name: hire(relay.house, name) for name in ("olive", *(names or [n for n in ROLES if n != "olive"]))}
        team = RelayTeam(relay.house, people["olive"]).found()
        for name, who in people.items():
            if name != "olive":
                team.admit(who, ROLES.get(name, Role.EDITOR))
        yield Office(relay, team, people, team.diagram("plan"))
