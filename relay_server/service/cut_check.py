"""The relay's part in cuts: none may fall below what was acknowledged, or a member's stored edits would be undone."""

from __future__ import annotations

from relay_server.ports.unit_of_work import UnitOfWork
from sync.protocol.authorise import cut_of
from sync.protocol.errors import ErrorCode, NotAuthorised, OperationRefused
from sync.protocol.membership.access import place_of
from sync.protocol.membership.state import WorkspaceState


def check_cuts(unit: UnitOfWork, after: WorkspaceState) -> None:
    """Compare the cuts of the last operation with the chains that are stored.

    Args:
        unit: The transaction that would store it: what is acknowledged is committed, and nothing comes in between.
        after: The state after the operation.

    Raises:
        OperationRefused: A cut is below what the relay acknowledged (CUT_TOO_LOW).
    """
    devices = {
        device
        for member in after.members.values()
        for loss in member.losses[-1:]
        if loss.seq == after.seq
        for device in (member.devices if loss.device is None else (loss.device,))
    }
    for chain, counter in unit.rooms.chains_of(after.workspace, devices).items():
        document, device, _ = chain
        try:
            cut = cut_of(after, after.devices[device], place_of(after, document), chain, after.seq - 1)
        except NotAuthorised:
            continue
        if cut is not None and counter > cut:
            raise OperationRefused("a cut is below what was acknowledged", ErrorCode.CUT_TOO_LOW)
