"""Whether the membership log permits an envelope: the same answer at every peer and at the relay.

The right that counts is the one the author had after ``log_seq``, the last operation that he says he knew. If a later
operation took it from him, the envelope counts only up to that operation's cut, which adoptions may have raised; so a
back-dated ``log_seq`` gains nothing. The key must be the one in use after ``log_seq``.
"""

from __future__ import annotations

from collections.abc import Mapping

from sync.protocol.envelope import EnvelopeHeader, EnvelopeType
from sync.protocol.errors import ChainRefused, CutTooLow, ErrorCode, LogBehind, NotAuthorised
from sync.protocol.membership.access import (
    Place,
    concerns,
    effective_cut,
    is_live,
    may_read,
    may_write,
    place_of,
    scope_of,
)
from sync.protocol.membership.state import ChainKey, Device, Loss, WorkspaceState


def authorise(state: WorkspaceState, header: EnvelopeHeader) -> Device:
    """Check an envelope's header against the log.

    Args:
        state: What the log says, at least up to the envelope's ``log_seq``.
        header: The envelope's header; its signature is checked elsewhere, with the key of the device returned here.

    Returns:
        The author's device.

    Raises:
        LogBehind: The envelope names a later operation; fetch the log and ask again.
        NotAuthorised: It does not count. Codes: UNKNOWN_DEVICE, DEVICE_REVOKED, UNKNOWN_DOCUMENT, DIAGRAM_DELETED,
            WORKSPACE_DELETED, ROLE, CUT, EPOCH.
    """
    seq = header.log_seq
    if seq > state.seq:
        raise LogBehind(f"operation {seq} is not known here yet", seq)
    device = state.devices.get(header.device)
    if device is None or device.added > seq:
        raise NotAuthorised("the device was not in the workspace", ErrorCode.UNKNOWN_DEVICE)
    place = place_of(state, header.document)
    _check_place(state, place, seq)
    if not _may(state, device, place, seq):
        revoked = device.revoked is not None and device.revoked <= seq
        raise NotAuthorised("its author had no right to write", ErrorCode.DEVICE_REVOKED if revoked else ErrorCode.ROLE)
    cut = cut_of(state, device, place, header.key, seq)
    if cut is not None and (header.type is not EnvelopeType.UPDATE or header.counter > cut):
        raise NotAuthorised("its author lost the right, and it lies behind the cut", ErrorCode.CUT)
    if state.scopes[scope_of(state, place, seq)].epoch_at(seq) != header.epoch:
        raise NotAuthorised("it is not sealed under the key that was in use", ErrorCode.EPOCH)
    return device


def cut_of(state: WorkspaceState, device: Device, place: Place, chain: ChainKey, seq: int) -> int | None:
    """Return the last counter of a chain that counts of what its author wrote knowing operation ``seq``.

    Returns:
        The lowest cut of the operations after ``seq`` that took the right to write; None if none did.
    """
    cuts = [
        effective_cut(state, loss, chain)
        for loss in state.members[device.user].losses
        if loss.seq > seq and concerns(loss, device.device, place) and _takes(state, device, place, loss)
    ]
    return min(cuts, default=None)


def devices_cut(after: WorkspaceState) -> set[str]:
    """Return the devices whose chains the last operation may have cut."""
    return {
        device
        for member in after.members.values()
        for loss in member.losses[-1:]
        if loss.seq == after.seq
        for device in (member.devices if loss.device is None else (loss.device,))
    }


def check_cuts(after: WorkspaceState, acknowledged: Mapping[ChainKey, int]) -> None:
    """Check that the last operation cuts no chain, named or not, below what was acknowledged: the sequencer's question.

    Args:
        after: The state after the operation.
        acknowledged: Last envelope that is stored of each chain of the devices concerned; others do no harm.

    Raises:
        CutTooLow: A chain would lose what its author was told is safe.
    """
    devices = devices_cut(after)
    for chain, counter in acknowledged.items() if devices else ():
        document, device, _ = chain
        if device not in devices:
            continue
        try:
            cut = cut_of(after, after.devices[device], place_of(after, document), chain, after.seq - 1)
        except NotAuthorised:
            # No document of this workspace any more, so there is nothing to lose.
            continue
        if cut is not None and counter > cut:
            raise CutTooLow("a cut is below what was acknowledged", document)


def authorise_reading(state: WorkspaceState, device_id: str, document: str) -> Place:
    """Check that a device may read a document now: join its room, fetch what is stored, send presence and signals.

    Raises:
        NotAuthorised: It may not. Codes: UNKNOWN_DEVICE, DEVICE_REVOKED, UNKNOWN_DOCUMENT, DIAGRAM_DELETED,
            WORKSPACE_DELETED, ROLE.
    """
    device = state.devices.get(device_id)
    if device is None:
        raise NotAuthorised("the workspace has no such device", ErrorCode.UNKNOWN_DEVICE)
    if not is_live(state, device):
        raise NotAuthorised("the device may not act any more", ErrorCode.DEVICE_REVOKED)
    place = place_of(state, document)
    if not may_read(state, device.user, place):
        raise NotAuthorised("its user may not read this document")
    _check_place(state, place, state.seq)
    return place


def check_adopted(state: WorkspaceState, chain: ChainKey, counter: int, envelope_hash: bytes) -> None:
    """Check that the envelope up to which a chain was adopted is the one that was meant.

    Raises:
        ChainRefused: Another envelope with this counter was adopted (COUNTER_FORK).
    """
    for adoption in state.adoptions.get(chain, ()):
        if adoption.counter == counter and adoption.hash != envelope_hash:
            raise ChainRefused("another envelope with this counter was adopted", ErrorCode.COUNTER_FORK)


def _check_place(state: WorkspaceState, place: Place, seq: int) -> None:
    if state.closed.at(seq):
        raise NotAuthorised("the workspace was deleted", ErrorCode.WORKSPACE_DELETED)
    diagram = place.diagram
    if diagram is None:
        return
    if diagram.created > seq:
        raise NotAuthorised("the diagram was not there yet", ErrorCode.UNKNOWN_DOCUMENT)
    if diagram.deleted.at(seq):
        raise NotAuthorised("the diagram was deleted", ErrorCode.DIAGRAM_DELETED)


def _may(state: WorkspaceState, device: Device, place: Place, seq: int) -> bool:
    if device.revoked is not None and device.revoked <= seq:
        return False
    return may_write(state, device.user, place, seq)


def _takes(state: WorkspaceState, device: Device, place: Place, loss: Loss) -> bool:
    return _may(state, device, place, loss.seq - 1) and not _may(state, device, place, loss.seq)
