"""What a workspace is called wherever it is named: by its card, else by what is true of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from sync.protocol.membership.access import role_of
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role


def workspace_title(named: str, relay: str, state: WorkspaceState, user: str, names: Mapping[str, str]) -> str:
    """Return the name of a shared workspace.

    Args:
        named: what its card says; "" while nobody named it.
        relay: address of its relay; "" for one that lives in local networks.
        state: what its log says.
        user: own user id in it.
        names: names of people by user id.
    """
    if named:
        return named
    if relay and role_of(state, user) not in {None, Role.GUEST}:
        return _tr("Unnamed team")
    if relay:  # Guests of single diagrams and who was removed cannot read what their team is called.
        return _shared_by(names.get(_owner(state), ""), _tr("Shared with me"))
    host = next((one.user for one in state.devices.values() if one.entry.signing_public == state.sequencer), "")
    if host == user:
        return _tr("Shared by me")
    return _shared_by(names.get(host, ""), _tr("Shared nearby"))


def _shared_by(name: str, unknown: str) -> str:
    return _tr("Shared by %1").replace("%1", name) if name else unknown


def _owner(state: WorkspaceState) -> str:
    return next((user for user in state.members if role_of(state, user) is Role.OWNER), "")


def orders_itself(state: WorkspaceState) -> bool:
    """Tell whether one of its own devices orders the log of a workspace: it has no relay then."""
    return any(one.entry.signing_public == state.sequencer for one in state.devices.values())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Workspace", text)
