"""What a shared tab passes on of what is said; roles, presence and edits are in tests/e2e/together."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.collaboration.status_line import Paths
from sync.engine.effects import DocumentStatus, PresenceChanged, StatusChanged
from sync.engine.events import Event
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.presence import Activity, Presence
from sync.protocol.roles import Role
from tests.support.stage import Stage
from tests.support.workspace import ANA, BEN, CLEO, team


@dataclass
class Team:
    """The workspace of the diagram in front, as the window knows it."""

    state: WorkspaceState
    user: str = ANA.user
    title: str = "Team"
    remover: str = ""
    names: dict[str, str] = field(default_factory=dict)
    colors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    paths: Paths = field(default_factory=Paths)
    known: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        """Take what the window tells the engine; nobody answers."""

    def know(self, user: str, name: str) -> None:
        self.known.append((user, name))

    def say_title(self, document: str, title: str, *, again: bool = False) -> None:
        """Take what the diagram is called; nobody lists it."""


@pytest.fixture
def shared(stage: Stage) -> Team:
    log = team(ben=Role.EDITOR)
    document = log.diagram("plan")
    made = Team(log.state)
    stage.desktop.session.add(stage.tab.diagram.content, "Plan", document)
    stage.window.teams.team_of = lambda asked: made if asked == document else None
    assert stage.window.open_diagram(document)
    return made


def says(stage: Stage, name: str, clock: int) -> None:
    """Let Ben's next word arrive."""
    word = Presence(clock, Activity.HERE, name, cursor=(float(clock), 0.0))
    stage.window.teams.handle(PresenceChanged(stage.tab.id, BEN.laptop.device, word))


def test_how_somebody_calls_himself_is_passed_on_once(stage: Stage, shared: Team) -> None:
    for clock in range(1, 4):
        says(stage, "Ben", clock)
    assert shared.known == [(BEN.user, "Ben")]
    says(stage, "Benjamin", 4)
    says(stage, "", 5)
    assert shared.known == [(BEN.user, "Ben"), (BEN.user, "Benjamin")]


def test_it_is_passed_on_again_once_names_or_roles_are_different(stage: Stage, shared: Team) -> None:
    says(stage, "Ben", 1)
    stage.window.teams.members_changed()
    says(stage, "Ben", 2)
    assert shared.known == [(BEN.user, "Ben")] * 2


def test_who_removed_this_user_is_told_once_it_is_known(stage: Stage, shared: Team) -> None:
    def told() -> str:
        stage.window.teams.handle(StatusChanged(stage.tab.id, DocumentStatus(may_write=True)))
        return stage.window.rights.reason()

    assert told() == ""
    # The log of somebody who has no place in it any more; by whom is known a moment later.
    shared.user = CLEO.user
    shared.state = team(ben=Role.EDITOR).state
    assert told().startswith("You are no longer a member")
    shared.remover = "Ana"
    assert told().startswith("Ana removed you")
