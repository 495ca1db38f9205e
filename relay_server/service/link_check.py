"""The address of a share link names its id alone: two workspaces never have one of the same.

Ids are random. Somebody who chooses one that he has seen would put his own copy in the place of what the link shows, sealed with the
same key if he was given the link.
"""

from __future__ import annotations

from relay_server.ports.unit_of_work import UnitOfWork
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.membership.state import WorkspaceState


def check_links(unit: UnitOfWork, before: WorkspaceState | None, after: WorkspaceState) -> None:
    """Check that the share links which a state brings are no others'.

    Raises:
        OperationRefused: Another workspace has, or had, one of them (ALREADY_EXISTS).
    """
    known = before.links if before is not None else {}
    if after.links is known:
        return
    new = after.links.keys() - known.keys()
    if new and unit.membership_tables.has_link_elsewhere(after.workspace, new):
        raise OperationRefused("there is a share link of this id already", ErrorCode.ALREADY_EXISTS)
