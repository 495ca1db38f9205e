"""What the loop knows of a workspace while one of its rooms is open: the folded log, who was permitted what, its storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.protocol.authorise import authorise, authorise_reading, cut_of
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.membership.access import is_live, may, place_of
from sync.protocol.membership.state import Device, WorkspaceState
from sync.protocol.roles import Permission

if TYPE_CHECKING:
    from relay_server.service.rooms.peer import Peer
    from relay_server.service.rooms.room import Room

_MOST_PERMITS = 10_000


class LiveWorkspace:
    """One workspace. Used in the event loop only.

    Attributes:
        state: What its log says now.
        used: Bytes that it held when something was stored last.
        waiting: Bytes that wait to be stored on top of that.
        rooms: Its open rooms.
        watchers: Who is told of changes, in a room or not.
        is_nearly_full: Whether it was told that little space is left.
    """

    __slots__ = ("_permits", "identifier", "is_nearly_full", "rooms", "state", "used", "waiting", "watchers")

    def __init__(self, state: WorkspaceState, used: int) -> None:
        self.identifier = state.workspace
        self.state = state
        self.used = used
        self.waiting = 0
        self.rooms: set[Room] = set()
        self.watchers: set[Peer] = set()
        self.is_nearly_full = False
        self._permits: dict[tuple[object, ...], Device] = {}

    def replace(self, state: WorkspaceState) -> bool:
        """Take a newer state; False if it is not newer."""
        if state.seq <= self.state.seq:
            return False
        self.state = state
        self._permits.clear()
        return True

    def permit(self, header: EnvelopeHeader) -> Device:
        """Check an envelope against the log as it is now.

        The answer is remembered until the log changes, unless it depends on the counter.

        Raises:
            LogBehind: The envelope names an operation that is not known here.
            NotAuthorised: It does not count.
        """
        key = _permit_key(header)
        found = self._permits.get(key)
        if found is not None:
            return found
        device = authorise(self.state, header)
        place = place_of(self.state, header.document)
        if cut_of(self.state, device, place, header.key, header.log_seq) is None:
            if len(self._permits) >= _MOST_PERMITS:
                self._permits.clear()
            self._permits[key] = device
        return device

    def permits_next(self, header: EnvelopeHeader) -> bool:
        """Tell whether what follows an update that was permitted is permitted by its header alone, while the state is this one."""
        return not self.state.adoptions and _permit_key(header) in self._permits

    def admit(self, device: str, document: str) -> None:
        """Check that a device may be in a document's room.

        Raises:
            NotAuthorised: It may not; a stranger is told that there is no such workspace.
        """
        admit(self.state, device, document)

    def present(self) -> set[Peer]:
        """Return everybody who is in one of its rooms or watches it."""
        return {member.peer for room in self.rooms for member in room.members} | self.watchers

    def is_member(self, device: str) -> bool:
        """Tell whether a device may act in this workspace at all."""
        known = self.state.devices.get(device)
        return known is not None and is_live(self.state, known)

    def may(self, device: str, permission: Permission) -> bool:
        """Tell whether the user of a device may do something in this workspace now."""
        return self.is_member(device) and may(self.state, self.state.devices[device].user, permission)


def _permit_key(header: EnvelopeHeader) -> tuple[object, ...]:
    return header.document, header.device, header.log_seq, header.epoch, header.type


def admit(state: WorkspaceState | None, device: str, document: str) -> WorkspaceState:
    """Check that a device may read a document.

    Raises:
        NotAuthorised: It may not. Whoever was never in the workspace hears the same as if there were none.
    """
    if state is None or device not in state.devices:
        raise NotAuthorised("there is no such workspace", ErrorCode.UNKNOWN_WORKSPACE)
    authorise_reading(state, device, document)
    return state
