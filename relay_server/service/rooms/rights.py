"""What a change of the membership log means for those who are in rooms: told, put out, or cut off at once."""

from __future__ import annotations

from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.room import Room
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.errors import NotAuthorised
from sync.protocol.frames import NO_ID, NoticeCode
from sync.protocol.membership.access import may_write, place_of
from sync.protocol.membership.state import WorkspaceState


def apply_change(live: LiveWorkspace, before: WorkspaceState) -> set[Peer]:
    """Hold everybody in a workspace's rooms, and who watches it, to the log as it is now.

    Returns:
        Those who have no place in it any more: in no room, told of nothing, and to be shown why before their sockets end.
    """
    lost, present = _look_into_rooms(live, before)
    for peer in live.watchers - present:
        if live.is_member(peer.device):
            present.add(peer)
        elif peer not in lost:
            peer.notify(NoticeCode.REVOKED, live.identifier, NO_ID, live.state.seq)
            lost.add(peer)
    for peer in present:
        peer.notify(NoticeCode.LOG_CHANGED, live.identifier, NO_ID, live.state.seq)
    out = {peer for peer in lost if not live.is_member(peer.device)}
    live.watchers -= out
    return out


def tell_space(live: LiveWorkspace | None, left: int, quota: int) -> None:
    """Tell everybody in a workspace, once, that less than a tenth of its space is left."""
    if live is None or not quota:
        return
    is_nearly_full = left < quota // 10
    if is_nearly_full and not live.is_nearly_full:
        for peer in live.present():
            peer.notify(NoticeCode.QUOTA, live.identifier, NO_ID, max(left, 0))
    live.is_nearly_full = is_nearly_full


def _look_into_rooms(live: LiveWorkspace, before: WorkspaceState) -> tuple[set[Peer], set[Peer]]:
    """Put out who may not stay; returns those who lost a room, and those who stay in one."""
    lost: set[Peer] = set()
    present: set[Peer] = set()
    for room in tuple(live.rooms):
        for member in room.members:
            peer = member.peer
            if not _may_stay(live, peer, room):
                member.leave()
                peer.put_out(room.key.document)
                peer.notify(NoticeCode.REVOKED, room.key.workspace, room.key.document, live.state.seq)
                lost.add(peer)
                continue
            present.add(peer)
            if _writes(live.state, peer, room) != _writes(before, peer, room):
                peer.notify(NoticeCode.RIGHTS_CHANGED, room.key.workspace, room.key.document, live.state.seq)
    return lost, present


def _may_stay(live: LiveWorkspace, peer: Peer, room: Room) -> bool:
    try:
        live.admit(peer.device, room.key.document)
    except NotAuthorised:
        return False
    return True


def _writes(state: WorkspaceState, peer: Peer, room: Room) -> bool:
    device = state.devices.get(peer.device)
    if device is None or device.revoked is not None:
        return False
    try:
        return may_write(state, device.user, place_of(state, room.key.document))
    except NotAuthorised:
        return False
