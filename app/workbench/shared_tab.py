"""A tab whose diagram is shared: what the engine says of it, shown in the window; what the user does, told to the engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from app.account.picture import said_picture
from app.account.state import Phase
from app.collaboration.members import Called, Standing, member_of, standing_of
from app.collaboration.pace import Pace
from app.collaboration.presence.person import Member, shown_name
from app.collaboration.presence.saying import Myself
from app.collaboration.shared_diagram import OpenEffect, SharedDiagram
from app.collaboration.state_hash import StateHash
from app.collaboration.status_line import Paths, status_line
from app.theme.person_color import presence_color
from app.workbench.new_generation import NewGeneration
from app.workbench.open_tab import OpenTab
from sync.engine.effects import DocumentStatus
from sync.engine.events import Event
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.presence import Presence

if TYPE_CHECKING:
    from app.main_window import MainWindow

EDITS_MS = 8
"""Shortest time between two pictures of what others did."""


class Team(Called, Protocol):
    """The workspace of a shared diagram, as the GUI thread knows it."""

    @property
    def state(self) -> WorkspaceState:
        """What the membership log says, as far as it was told to this thread."""

    @property
    def title(self) -> str:
        """What the workspace is called wherever it is named."""

    @property
    def remover(self) -> str:
        """What the other one is called who took this person's place in the team; "" while it was nobody."""

    @property
    def paths(self) -> Paths:
        """Which ways to others there should be."""

    def tell(self, event: Event) -> None:
        """Hand an event to the engine; returns at once."""

    def know(self, user: str, name: str) -> None:
        """Call somebody this while there is no card."""

    def say_title(self, document: str, title: str, *, again: bool = False) -> None:
        """Write a diagram's title where those see it who do not keep it in step; `again`: also in place of another one."""


@dataclass(slots=True)
class SharedTab:
    """Joins one tab with its team.

    Attributes:
        window: the main window.
        tab: of a diagram that the team shares.
        team: its workspace.
    """

    window: MainWindow
    tab: OpenTab
    team: Team
    _shared: SharedDiagram = field(init=False)
    _generation: NewGeneration = field(init=False)
    _known: Standing | None = None
    _looked: Standing | None = None
    _called: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Get ready for what the engine says of the diagram."""
        view = self.tab.view
        self._shared = SharedDiagram(self.tab.diagram, self.team.tell, self, StateHash(view), Pace(EDITS_MS, view).soon)
        self._generation = NewGeneration(self.window, self.tab.id)

    def begin(self) -> None:
        """Begin: the engine learns that a window shows the diagram, the others that this user is there."""
        self._shared.begin()
        self.window.presence.join(self.tab, self._myself(), self._who, self._shared.say)
        self.window.workbench.status.shared[self.tab.id] = self._status
        self.show_status(self._shared.status)

    def close(self) -> None:
        """The tab closes: the others are told that this user has gone."""
        self.window.workbench.status.shared.pop(self.tab.id, None)
        self.window.presence.leave(self.tab.id)
        self._shared.close()

    def handle(self, effect: OpenEffect) -> None:
        """Carry out what the engine asks for of this diagram."""
        self._shared.handle(effect)

    def members_changed(self) -> None:
        """Take in that roles or names are different now."""
        self._called.clear()
        part = self.window.presence.part(self.tab.id)
        if part is not None:
            me = self._myself()
            part.introduce(me.name, me.color, me.face)
            part.refresh()
        self.show_status(self._shared.status)

    # ------------------------------------------------------------------ what the shared diagram asks for

    def show_status(self, status: DocumentStatus) -> None:
        """Show the status line, and whether the diagram may be changed."""
        standing = self._standing
        reason = standing.reason
        if self._revoked and not reason:
            reason = self.window.tr("The relay says that this computer was revoked: nothing new comes here.")
        may_draw = not reason
        if not reason and not status.may_write:
            reason = self.window.tr("This diagram can only be looked at now.")
        if status.broken:
            reason = self.window.tr("This diagram is damaged. An editor can start it anew from what is seen.")
        if status.broken or self._looked is not standing:
            self._looked = standing
            self._generation.look(standing.state, broken=status.broken, may_draw=may_draw)
        self.window.rights.restrict(self.tab, reason)
        self.window.workbench.status.follow()

    def show_presence(self, device: str, presence: Presence | None) -> None:
        """Show what somebody does, or that he has gone."""
        part = self.window.presence.part(self.tab.id)
        if part is not None and presence is not None:
            part.hear(device, presence)
            self._know(device, presence.name or "")
        elif part is not None:
            part.leave(device)

    def _know(self, device: str, name: str) -> None:
        """Pass on how somebody calls himself, once until names or roles are different; people say it with every movement."""
        if name and self._called.get(device) != name:
            who = self._who(device)
            if who is not None:
                self._called[device] = name
                self.team.know(who.user, shown_name(name))

    def open_again(self) -> None:
        """Load the diagram anew, and look at the same place; what is not on the disk yet may have to be kept."""
        held = self.tab.diagram.document.state() if self.tab.diagram.state.pending else None
        self.window.reopen(self.tab.id)
        if held is not None:
            self.window.teams.copies.remember(self.tab.id, held)

    def _status(self) -> tuple[str, str]:
        paths = self.team.paths
        # Nothing comes any more, and nothing is waited for.
        if self._revoked:
            ended = Paths(relay=True, relay_state="revoked")
            return status_line(self.tab.diagram.state, DocumentStatus(), ended)
        if not self._standing.has_access:
            return status_line(self.tab.diagram.state, DocumentStatus(), Paths(relay=True, relay_state="ended"))
        if not paths.relay_state and self.window.account.state.phase in {Phase.SIGNED_OUT, Phase.SIGN_IN_AGAIN}:
            paths = replace(paths, relay_state="sign in")
        return status_line(self.tab.diagram.state, self._shared.status, paths)

    @property
    def _standing(self) -> Standing:
        """What the log says of this user and this computer; edits go by dozens of times a second between two of its states."""
        state, by = self.team.state, (self.window.account.identity.device, self.team.remover)
        if self._known is None or self._known.state is not state or (self._known.device, self._known.remover) != by:
            self._known = standing_of(state, self.tab.id, self.team.user, *by)
        return self._known

    @property
    def _revoked(self) -> bool:
        """Whether this computer was revoked here: the log says so, or the relay, which may have ended its session before it heard."""
        said = self.team.paths.relay and self.window.account_link.revoked
        return said or self._standing.is_revoked

    def _myself(self) -> Myself:
        user, team = self.team.user, self.team
        color = team.colors.get(user) or presence_color(user)
        return Myself(team.names.get(user, ""), color, face=said_picture(team.pictures.get(user, b"")))

    def _who(self, device: str) -> Member | None:
        return member_of(self.team.state, self.tab.id, device, self.team)
