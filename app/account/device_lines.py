"""The devices of one person, put together from what the membership logs say and what the relay says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.protocol.device_entry import DeviceKind
from sync.protocol.membership.access import is_live
from sync.protocol.membership.state import WorkspaceState


class Place(Protocol):
    """A workspace of this library; ``app.collaboration.network.workspace`` has the real one."""

    @property
    def user(self) -> str:
        """Own user id in it."""

    @property
    def state(self) -> WorkspaceState:
        """What its log says."""


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device.

    Attributes:
        device: its id.
        paper: whether it is the paper device that follows from a recovery code.
        here: whether it is this computer.
        workspaces: in how many workspaces of this library it may act.
        revoked: whether it may act nowhere any more.
        known_ms: since when the relay knows it; 0 if it does not.
    """

    device: str
    paper: bool
    here: bool
    workspaces: int
    revoked: bool
    known_ms: int = 0


def device_lines(
    here: str, places: Iterable[Place], registered: Mapping[str, tuple[int, bool]], paper: str
) -> Sequence[DeviceLine]:
    """Return the devices of the person: this one, others, the paper device, and last those that were revoked.

    Args:
        here: id of this device.
        places: the workspaces.
        registered: what the relay says: since when it knows each device, and whether it was revoked.
        paper: id of the paper device that was made here; "" for none.
    """
    live: dict[str, int] = {}
    ended: set[str] = set()
    papers = {paper} - {""}
    for place in places:
        for device in place.state.devices.values():
            if device.user != place.user:
                continue
            if device.kind is DeviceKind.PAPER:
                papers.add(device.device)
            if is_live(place.state, device):
                live[device.device] = live.get(device.device, 0) + 1
            elif device.revoked is not None:
                ended.add(device.device)
    known = {here, *live, *ended, *registered, *papers}
    ended |= {device for device, (_since, revoked) in registered.items() if revoked}
    lines = [
        DeviceLine(
            device,
            device in papers,
            device == here,
            live.get(device, 0),
            device in ended and not live.get(device),
            registered.get(device, (0, False))[0],
        )
        for device in known
    ]
    return sorted(lines, key=lambda line: (line.revoked, line.paper, not line.here, line.known_ms, line.device))


def short(device: str) -> str:
    """Return an id as people compare it: its first eight digits in two groups."""
    return f"{device[:4]} {device[4:8]}".upper()
