"""The relay's part in cuts: none may fall below what was acknowledged, or a member's stored edits would be undone."""

from __future__ import annotations

from relay_server.ports.unit_of_work import UnitOfWork
from sync.protocol import authorise
from sync.protocol.membership.state import WorkspaceState


def check_cuts(unit: UnitOfWork, after: WorkspaceState) -> None:
    """Compare the cuts of the last operation with the chains that are stored.

    Args:
        unit: The transaction that would store it: what is acknowledged is committed, and nothing comes in between.
        after: The state after the operation.

    Raises:
        CutTooLow: A cut is below what the relay acknowledged.
    """
    devices = authorise.devices_cut(after)
    authorise.check_cuts(after, unit.rooms.chains_of(after.workspace, devices))
