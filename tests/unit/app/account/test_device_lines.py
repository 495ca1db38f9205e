"""The devices of one person, from logs and from the relay."""

from __future__ import annotations

from dataclasses import dataclass

from app.account.device_lines import DeviceLine, device_lines, short
from app.account.paper import paper_of
from sync.crypto.identity import DeviceIdentity, generate_identity
from sync.crypto.recovery import new_code, paper_device
from sync.engine.drafting import Author, draft
from sync.engine.entering import found_workspace
from sync.engine.intents import EndDevice
from sync.engine.keyring import KeyRing
from sync.protocol.membership.state import WorkspaceState

USER, NOW = "ab" * 16, 1_800_000_000_000


@dataclass(frozen=True)
class Place:
    user: str
    state: WorkspaceState


def place(laptop: DeviceIdentity, paper: DeviceIdentity, *ended: str) -> Place:
    """Found a workspace with two devices, and end some."""
    admission = paper_of(paper, USER, NOW).admission
    _workspace, drafted = found_workspace(laptop, USER, NOW, None, (admission,))
    state, keys = drafted.after, KeyRing()
    keys.open_boxes(state, drafted.boxes, laptop.device, laptop.sealing_seed)
    for device in ended:
        state = draft(state, Author(laptop, USER, keys, {}), EndDevice(device), NOW).after
    return Place(USER, state)


def test_devices_are_listed_with_where_they_may_act() -> None:
    laptop, paper, phone = generate_identity(), paper_device(new_code()), generate_identity()
    places = [place(laptop, paper), place(laptop, paper, paper.device)]
    registered = {laptop.device: (7, False), phone.device: (8, False), "0d" * 16: (5, True)}
    lines = device_lines(laptop.device, places, registered, paper.device)
    assert lines == [
        DeviceLine(laptop.device, False, True, 2, False, 7),
        DeviceLine(phone.device, False, False, 0, False, 8),
        DeviceLine(paper.device, True, False, 1, False),
        DeviceLine("0d" * 16, False, False, 0, True, 5),
    ]


def test_a_device_that_was_revoked_everywhere_says_so() -> None:
    laptop, paper = generate_identity(), paper_device(new_code())
    lines = device_lines(laptop.device, [place(laptop, paper, paper.device)], {}, "")
    assert [(line.device, line.revoked, line.paper) for line in lines] == [
        (laptop.device, False, False),
        (paper.device, True, True),
    ]


def test_alone_there_is_this_computer() -> None:
    assert device_lines("0a" * 16, [], {}, "") == [DeviceLine("0a" * 16, False, True, 0, False)]
    assert short("a3f9c2d1" + "00" * 12) == "A3F9 C2D1"
