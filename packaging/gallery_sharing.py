"""Screens of the gallery: sharing, teams, joining."""

from __future__ import annotations

from gallery_stage import Gallery, scene
from PySide6.QtWidgets import QDialog

from app.collaboration.team_state import Reach, TeamPerson, TeamState, Waiting
from app.dialogs.sharing.join import JoinDialog
from app.dialogs.sharing.share import ShareDialog
from app.dialogs.sharing.team import TeamDialog
from sync.protocol.roles import Role

_RELAY, _UNTIL = "https://relay.example.org", 1_800_000_000_000
_SAFETY = "09612 52699 98113 99087 57232 70114 58588 66041 52262 66992 68960 32132"
_PEOPLE = (
    TeamPerson("aa" * 16, "Ana Lima", Role.OWNER, own=True),
    TeamPerson("bb" * 16, "Ben Okafor", Role.EDITOR, may_change=True, safety=_SAFETY),
    TeamPerson("cc" * 16, "Cleo Marsh", Role.VIEWER, guest=True, may_change=True, safety=_SAFETY),
)
_OPEN = (
    Waiting("r", "request", "Dan Park", Role.VIEWER, 0, _SAFETY),
    Waiting("i", "link", "Ana Lima", Role.EDITOR, _UNTIL),
    Waiting("m", "mail", "eve@example.org", Role.VIEWER, _UNTIL),
)
_MADE = "aiocanvas:join?relay=https%3A%2F%2Frelay.example.org#AaqqqqqqqqqqqqqqqqqqqqqqzMzMzMzMzMzMzMzMzMzM"


def _share(name: str, state: TeamState) -> None:
    """Add a state of the share dialog to the gallery."""

    @scene(f"share-{name}")
    def shown(gallery: Gallery) -> QDialog:
        dialog = ShareDialog("Checkout architecture", gallery.window)
        dialog.show_team(state)
        return dialog


_share("signed-out", TeamState())
_share("alone", TeamState(Reach.ALONE, targets=(("aa" * 16, "Harbour team"),)))
_share("team", TeamState(Reach.SHARED, "", "Harbour", _RELAY, _PEOPLE, _OPEN[1:], _MADE, own_role=Role.OWNER))


@scene("team")
def _team(gallery: Gallery) -> QDialog:
    dialog = TeamDialog(gallery.window)
    dialog.show_state(TeamState(Reach.SHARED, "", "Harbour", _RELAY, _PEOPLE, _OPEN, own_role=Role.OWNER))
    return dialog


@scene("join")
def _join(gallery: Gallery) -> QDialog:
    return JoinDialog(gallery.window)
